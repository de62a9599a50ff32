package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.api.GatewayResponse.Header;
import dev.streamecho.trigger.template.api.ApiCors;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an HTTP API answers, and sends to functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Create
 *     AWS Lambda proxy integrations for HTTP APIs</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">Configure CORS for HTTP
 *     APIs</a>
 */
final class HttpGateway implements Gateway {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";

    private final ApiDefinition api;
    private final String accountId;

    HttpGateway(ApiDefinition api, String accountId) {
        this.api = api;
        this.accountId = accountId;
    }

    @Override
    public ObjectNode event(ApiRequest request, RouteMatch match) {
        return match.route().payload() == Payload.HTTP_1_0
                ? ProxyEvent.of(api, accountId, request, match)
                : HttpEvent.of(api, accountId, request, match);
    }

    @Override
    public GatewayResponse answer(byte[] response, ApiRequest request, RouteMatch match)
            throws MalformedResponseException {
        JsonNode json = ProxyResponse.parse(response);
        boolean mayBeInferred = match.route().payload() == Payload.HTTP_2_0;
        if (mayBeInferred && !json.has("statusCode")) {
            String body = json.isTextual() ? json.textValue() : new String(response, UTF_8);
            return new GatewayResponse(
                    200, List.of(new Header("Content-Type", "application/json")), body.getBytes(UTF_8));
        }
        if (mayBeInferred) {
            // Format 2.0 has no such field, and takes no notice of those that it does not have.
            ((ObjectNode) json).remove("multiValueHeaders");
        }
        ProxyResponse proxy = ProxyResponse.of(json);
        if (proxy.status().isEmpty()) {
            throw new MalformedResponseException("it has no statusCode");
        }
        GatewayResponse answer = proxy.answer(200, TEXT, proxy.isBase64Encoded());
        return mayBeInferred
                ? answer.with(proxy.cookies().stream()
                        .map(cookie -> new Header("set-cookie", cookie))
                        .toList())
                : answer;
    }

    /** With CORS it answers every such question, even if there is a route for OPTIONS. */
    @Override
    public Optional<GatewayResponse> preflight(ApiRequest request) {
        if (api.cors().isEmpty()
                || !request.method().equals("OPTIONS")
                || request.header("Origin").isEmpty()
                || request.header("Access-Control-Request-Method").isEmpty()) {
            return Optional.empty();
        }
        ApiCors cors = api.cors().get();
        List<Header> headers = new ArrayList<>();
        if (allowedOrigin(cors, request).isPresent()) {
            addList(headers, "access-control-allow-methods", cors.allowMethods());
            addList(headers, "access-control-allow-headers", cors.allowHeaders());
            cors.maxAge().ifPresent(age -> headers.add(new Header("access-control-max-age", age)));
        }
        return Optional.of(new GatewayResponse(204, headers, new byte[0]));
    }

    private static Optional<String> allowedOrigin(ApiCors cors, ApiRequest request) {
        return request.header("Origin")
                .filter(cors::allowsOrigin)
                .map(origin -> cors.allowsEveryOrigin() ? "*" : origin);
    }

    private static void addList(List<Header> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.add(new Header(name, String.join(",", values)));
        }
    }

    @Override
    public GatewayResponse noRoute() {
        return GatewayResponse.message(404, "Not Found");
    }

    @Override
    public GatewayResponse failed() {
        return notRunning("Internal Server Error");
    }

    @Override
    public GatewayResponse notRunning(String reason) {
        return GatewayResponse.message(500, reason);
    }

    @Override
    public GatewayResponse timedOut() {
        return GatewayResponse.message(503, "Service Unavailable");
    }

    @Override
    public GatewayResponse tooLarge() {
        return GatewayResponse.message(413, "Request Entity Too Large");
    }

    /** With CORS of the API, the function's own headers for it do not count. */
    @Override
    public GatewayResponse finished(GatewayResponse response, ApiRequest request) {
        List<Header> headers = new ArrayList<>(response.headers());
        api.cors().ifPresent(cors -> {
            boolean isPreflight = preflight(request).isPresent();
            headers.removeIf(header ->
                    !isPreflight && header.name().toLowerCase(Locale.ROOT).startsWith("access-control-"));
            allowedOrigin(cors, request).ifPresent(origin -> {
                headers.add(new Header(ALLOW_ORIGIN, origin));
                if (cors.allowCredentials()) {
                    headers.add(new Header("access-control-allow-credentials", "true"));
                }
                addList(headers, "access-control-expose-headers", cors.exposeHeaders());
            });
        });
        headers.add(new Header("apigw-requestid", request.requestId()));
        return new GatewayResponse(response.status(), headers, response.body());
    }
}
