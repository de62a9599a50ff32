package dev.streamecho.trigger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.api.GatewayResponse.Header;
import dev.streamecho.trigger.template.api.ApiCors;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiPreflight;
import dev.streamecho.trigger.template.api.ApiRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a REST API answers, and sends to functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
 *     response types</a>
 */
final class RestGateway implements Gateway {
    /** Any other key makes a response malformed. */
    private static final Set<String> RESPONSE_KEYS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    /** Of a function's response, these come to the client under another name. */
    private static final Set<String> REMAPPED =
            Set.of("connection", "content-length", "date", "server", "www-authenticate");

    private static final List<String> ALL_METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final ApiDefinition api;
    private final String accountId;
    private final Routes routes;

    RestGateway(ApiDefinition api, String accountId, Routes routes) {
        this.api = api;
        this.accountId = accountId;
        this.routes = routes;
    }

    @Override
    public ObjectNode event(ApiRequest request, RouteMatch match) {
        return ProxyEvent.of(api, accountId, request, match);
    }

    @Override
    public GatewayResponse answer(byte[] response, ApiRequest request, RouteMatch match)
            throws MalformedResponseException {
        JsonNode json = ProxyResponse.parse(response);
        ProxyResponse proxy = ProxyResponse.of(json);
        for (String key : (Iterable<String>) json::fieldNames) {
            if (!RESPONSE_KEYS.contains(key)) {
                throw new MalformedResponseException("%s is not one of %s"
                        .formatted(key, RESPONSE_KEYS.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        boolean isDecoded = proxy.isBase64Encoded() && accepts(request);
        GatewayResponse answer = proxy.answer(200, "application/json", isDecoded);
        return new GatewayResponse(
                answer.status(),
                answer.headers().stream().map(RestGateway::remapped).toList(),
                answer.body());
    }

    /** Returns whether the media type that the client names first is a binary one; otherwise it gets Base64. */
    private boolean accepts(ApiRequest request) {
        String first =
                request.header("Accept").map(accept -> accept.split(",", 2)[0]).orElse("");
        return MediaTypes.isBinary(MediaTypes.withoutParameters(first), api.binaryMediaTypes());
    }

    private static Header remapped(Header header) {
        return REMAPPED.contains(header.name().toLowerCase(Locale.ROOT))
                ? new Header("x-amzn-Remapped-" + header.name(), header.value())
                : header;
    }

    @Override
    public Optional<GatewayResponse> preflight(ApiRequest request) {
        return api.preflights().isEmpty() ? preflightOfSam(request) : preflightOfPath(request);
    }

    /** A path answers by itself only if it has a method for it. */
    private Optional<GatewayResponse> preflightOfPath(ApiRequest request) {
        if (!request.method().equals("OPTIONS")) {
            return Optional.empty();
        }
        return routes.preflightAt(request.path()).map(preflight -> {
            Optional<String> origin = request.header("Origin").filter(preflight.otherOrigins()::contains);
            List<Header> headers = new ArrayList<>();
            preflight
                    .headers()
                    .forEach((name, value) -> headers.add(new Header(
                            name, name.equalsIgnoreCase(ApiPreflight.ALLOW_ORIGIN) ? origin.orElse(value) : value)));
            headers.add(new Header("Content-Type", "application/json"));
            return new GatewayResponse(preflight.status(), headers, new byte[0]);
        });
    }

    /** SAM adds a method OPTIONS to every path, unless that has one. */
    private Optional<GatewayResponse> preflightOfSam(ApiRequest request) {
        List<String> methods = routes.methodsAt(request.path());
        if (api.cors().isEmpty()
                || !request.method().equals("OPTIONS")
                || methods.isEmpty()
                || methods.contains("OPTIONS")) {
            return Optional.empty();
        }
        ApiCors cors = api.cors().get();
        List<Header> headers = new ArrayList<>();
        headers.add(
                new Header("Access-Control-Allow-Origin", cors.allowOrigins().get(0)));
        headers.add(new Header("Access-Control-Allow-Methods", allowMethods(cors, methods)));
        cors.allowHeaders().forEach(value -> headers.add(new Header("Access-Control-Allow-Headers", value)));
        cors.maxAge().ifPresent(value -> headers.add(new Header("Access-Control-Max-Age", value)));
        if (cors.allowCredentials()) {
            headers.add(new Header("Access-Control-Allow-Credentials", "true"));
        }
        headers.add(new Header("Content-Type", "application/json"));
        return Optional.of(new GatewayResponse(200, headers, new byte[0]));
    }

    private static String allowMethods(ApiCors cors, List<String> methods) {
        if (!cors.allowMethods().isEmpty()) {
            return cors.allowMethods().get(0);
        }
        return methods.contains(ApiRoute.ANY)
                ? String.join(",", ALL_METHODS)
                : Stream.concat(methods.stream(), Stream.of("OPTIONS")).sorted().collect(Collectors.joining(","));
    }

    @Override
    public GatewayResponse noRoute() {
        return error(403, "Missing Authentication Token", "MissingAuthenticationTokenException");
    }

    @Override
    public GatewayResponse failed() {
        return notRunning("Internal server error");
    }

    @Override
    public GatewayResponse notRunning(String reason) {
        return error(502, reason, "InternalServerErrorException");
    }

    @Override
    public GatewayResponse timedOut() {
        return error(504, "Endpoint request timed out", "InternalServerErrorException");
    }

    @Override
    public GatewayResponse tooLarge() {
        return error(413, "Request Too Long", "RequestTooLargeException");
    }

    private static GatewayResponse error(int status, String message, String type) {
        return GatewayResponse.message(status, message, new Header("x-amzn-ErrorType", type));
    }

    @Override
    public GatewayResponse finished(GatewayResponse response, ApiRequest request) {
        return response.with(List.of(
                new Header("x-amzn-RequestId", request.requestId()),
                new Header("x-amz-apigw-id", RequestIds.extended(request.requestId()))));
    }
}
