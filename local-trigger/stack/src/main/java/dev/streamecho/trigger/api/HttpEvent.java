package dev.streamecho.trigger.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event of format 2.0 of an HTTP API. What a request does not have is not in it, instead of null.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Create
 *     AWS Lambda proxy integrations for HTTP APIs</a>
 */
final class HttpEvent {
    private static final String COOKIE = "cookie";

    private HttpEvent() {}

    static ObjectNode of(ApiDefinition api, String accountId, ApiRequest request, RouteMatch match) {
        ObjectNode event = EventJson.object();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", path(api, request));
        event.put("rawQueryString", request.query());
        Map<String, List<String>> headers = headers(request);
        List<String> cookies = headers.remove(COOKIE);
        if (cookies != null) {
            ArrayNode array = event.putArray("cookies");
            cookies.forEach(line -> List.of(line.split(";\\s*")).forEach(array::add));
        }
        event.set("headers", EventJson.single(headers, values -> String.join(",", values)));
        putIfAny(
                event,
                "queryStringParameters",
                EventJson.single(request.queryParameters(), values -> String.join(",", values)));
        event.set("requestContext", context(api, accountId, request, match));
        putIfAny(event, "stageVariables", EventJson.texts(api.stageVariables()));
        putIfAny(event, "pathParameters", EventJson.texts(match.decodedParameters()));
        boolean isBinary = request.body().length > 0
                && request.mediaType().filter(type -> !MediaTypes.isText(type)).isPresent();
        if (request.body().length > 0) {
            event.put("body", EventJson.body(request.body(), isBinary));
        }
        event.put("isBase64Encoded", isBinary);
        return event;
    }

    /** Decoded, with the stage in front unless it is the one without a name. */
    private static String path(ApiDefinition api, ApiRequest request) {
        String path = ApiRequest.decodedPath(request.path());
        return api.stageName().equals("$default") ? path : "/" + api.stageName() + path;
    }

    private static Map<String, List<String>> headers(ApiRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        ProxyEvent.headers(request).forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        headers.putIfAbsent("content-length", List.of(Integer.toString(request.body().length)));
        return headers;
    }

    private static ObjectNode context(ApiDefinition api, String accountId, ApiRequest request, RouteMatch match) {
        String domain = request.header("Host").orElse("");
        ObjectNode context = EventJson.object();
        context.put("accountId", accountId);
        context.put("apiId", api.logicalId());
        context.put("domainName", domain);
        context.put("domainPrefix", EventJson.domainPrefix(domain));
        ObjectNode http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", path(api, request));
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", request.header("User-Agent").orElse(""));
        context.put("requestId", request.requestId());
        context.put("routeKey", match.route().key());
        context.put("stage", api.stageName());
        context.put("time", EventJson.time(request.receivedAt()));
        context.put("timeEpoch", request.receivedAt().toEpochMilli());
        return context;
    }

    private static void putIfAny(ObjectNode event, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            event.set(name, value);
        }
    }
}
