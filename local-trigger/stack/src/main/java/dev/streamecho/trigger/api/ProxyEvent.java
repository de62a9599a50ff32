package dev.streamecho.trigger.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.function.TraceHeader;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event of a REST API, and that of format 1.0 of an HTTP API, which differs in little.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">
 *     Input format of a Lambda function for proxy integration</a>
 */
final class ProxyEvent {
    /** A connection's own; a REST API passes on no length either. */
    private static final List<String> OF_THE_CONNECTION =
            List.of("Connection", "Expect", "HTTP2-Settings", "Keep-Alive", "Transfer-Encoding", "Upgrade");

    private static final String CONTENT_LENGTH = "Content-Length";

    private final ApiDefinition api;
    private final String accountId;
    private final ApiRequest request;
    private final RouteMatch match;
    private final boolean isRest;

    private ProxyEvent(ApiDefinition api, String accountId, ApiRequest request, RouteMatch match) {
        this.api = api;
        this.accountId = accountId;
        this.request = request;
        this.match = match;
        this.isRest = match.route().payload() == Payload.REST;
    }

    static ObjectNode of(ApiDefinition api, String accountId, ApiRequest request, RouteMatch match) {
        return new ProxyEvent(api, accountId, request, match).event();
    }

    /** Returns the client's headers, as it wrote them, with those that API Gateway adds. */
    static TreeMap<String, List<String>> headers(ApiRequest request) {
        TreeMap<String, List<String>> headers = new TreeMap<>(request.headers());
        OF_THE_CONNECTION.forEach(headers::remove);
        headers.putIfAbsent("X-Amzn-Trace-Id", List.of(TraceHeader.root(request.receivedAt())));
        headers.merge(
                "X-Forwarded-For",
                List.of(request.sourceIp()),
                (client, own) -> List.of(String.join(", ", client) + ", " + request.sourceIp()));
        headers.put("X-Forwarded-Port", List.of(Integer.toString(request.port())));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return headers;
    }

    private ObjectNode event() {
        ObjectNode event = EventJson.object();
        if (!isRest) {
            event.put("version", "1.0");
        }
        TreeMap<String, List<String>> headers = headers(request);
        if (isRest) {
            headers.remove(CONTENT_LENGTH);
        }
        Map<String, List<String>> query = request.queryParameters();
        event.put("resource", match.route().path().text());
        event.put("path", isRest ? request.path() : pathWithStage());
        event.put("httpMethod", request.method());
        event.set("headers", EventJson.single(headers, EventJson::last));
        event.set("multiValueHeaders", EventJson.lists(headers));
        EventJson.putOrNull(event, "queryStringParameters", EventJson.single(query, EventJson::last));
        EventJson.putOrNull(event, "multiValueQueryStringParameters", EventJson.lists(query));
        if (isRest) {
            putParametersAndVariables(event);
            event.set("requestContext", restContext());
        } else {
            event.set("requestContext", httpContext());
            putParametersAndVariables(event);
        }
        putBody(event);
        return event;
    }

    private void putParametersAndVariables(ObjectNode event) {
        EventJson.putOrNull(
                event, "pathParameters", EventJson.texts(isRest ? match.parameters() : match.decodedParameters()));
        EventJson.putOrNull(event, "stageVariables", EventJson.texts(api.stageVariables()));
    }

    private void putBody(ObjectNode event) {
        if (request.body().length == 0) {
            event.putNull("body");
            event.put("isBase64Encoded", false);
            return;
        }
        boolean isBinary = isRest
                ? MediaTypes.isBinary(request.mediaType().orElse(""), api.binaryMediaTypes())
                : request.mediaType().filter(type -> !MediaTypes.isText(type)).isPresent();
        event.put("body", EventJson.body(request.body(), isBinary));
        event.put("isBase64Encoded", isBinary);
    }

    private String pathWithStage() {
        boolean isDefault = api.stageName().equals("$default");
        return isDefault ? request.path() : "/" + api.stageName() + request.path();
    }

    private String domain() {
        return request.header("Host").orElse("");
    }

    private ObjectNode restContext() {
        ObjectNode context = EventJson.object();
        context.put("resourceId", resourceId());
        context.put("resourcePath", match.route().path().text());
        context.put("httpMethod", request.method());
        context.put("extendedRequestId", RequestIds.extended(request.requestId()));
        context.put("requestTime", EventJson.time(request.receivedAt()));
        context.put("path", pathWithStage());
        context.put("accountId", accountId);
        context.put("protocol", request.protocol());
        context.put("stage", api.stageName());
        context.put("domainPrefix", EventJson.domainPrefix(domain()));
        context.put("requestTimeEpoch", request.receivedAt().toEpochMilli());
        context.put("requestId", request.requestId());
        context.set(
                "identity",
                identity(
                        "cognitoIdentityPoolId",
                        "accountId",
                        "cognitoIdentityId",
                        "caller",
                        "sourceIp",
                        "principalOrgId",
                        "accessKey",
                        "cognitoAuthenticationType",
                        "cognitoAuthenticationProvider",
                        "userArn",
                        "userAgent",
                        "user"));
        context.put("domainName", domain());
        context.put("deploymentId", "local");
        context.put("apiId", api.logicalId());
        return context;
    }

    /** Six letters and digits, the same for the same path. */
    private String resourceId() {
        return "%06x".formatted(match.route().path().text().hashCode() & 0xffffff);
    }

    private ObjectNode httpContext() {
        ObjectNode context = EventJson.object();
        context.put("accountId", accountId);
        context.put("apiId", api.logicalId());
        context.put("domainName", domain());
        context.put("domainPrefix", EventJson.domainPrefix(domain()));
        context.put("extendedRequestId", request.requestId());
        context.put("httpMethod", request.method());
        context.set(
                "identity",
                identity(
                        "accessKey",
                        "accountId",
                        "caller",
                        "cognitoAmr",
                        "cognitoAuthenticationProvider",
                        "cognitoAuthenticationType",
                        "cognitoIdentityId",
                        "cognitoIdentityPoolId",
                        "principalOrgId",
                        "sourceIp",
                        "user",
                        "userAgent",
                        "userArn"));
        context.put("path", pathWithStage());
        context.put("protocol", request.protocol());
        context.put("requestId", request.requestId());
        context.put("requestTime", EventJson.time(request.receivedAt()));
        context.put("requestTimeEpoch", request.receivedAt().toEpochMilli());
        context.put("resourceId", match.route().key());
        context.put("resourcePath", match.route().path().text());
        context.put("stage", api.stageName());
        return context;
    }

    /** Nobody is signed in: all is null but where the request came from. */
    private ObjectNode identity(String... names) {
        ObjectNode identity = EventJson.object();
        for (String name : names) {
            switch (name) {
                case "sourceIp" -> identity.put(name, request.sourceIp());
                case "userAgent" ->
                    identity.put(name, request.header("User-Agent").orElse(null));
                default -> identity.putNull(name);
            }
        }
        return identity;
    }
}
