package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.FunctionNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A method of a path of an OpenAPI definition.
 *
 * @param operation its node in the definition
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">
 *     x-amazon-apigateway-integration</a>
 */
record OpenApiOperation(Kind kind, String method, ApiPath path, Value operation) {
    private static final Pattern FUNCTION =
            Pattern.compile(".*:path/[^/]+/functions/([^/]+)/(?:invocations|response.*)");

    String key() {
        return ApiRoute.key(method, path);
    }

    /** Returns the route; empty if it leads to no function of the template. */
    Optional<ApiRoute> route(List<FunctionDefinition> functions) {
        return integration()
                .flatMap(integration -> integration.get("uri"))
                .flatMap(uri -> function(uri, functions))
                .map(function -> new ApiRoute(
                        method,
                        path,
                        function.logicalId(),
                        payload(),
                        ApiEvent.timeout(kind, integration().flatMap(given -> given.get("timeoutInMillis")))));
    }

    /** Returns the function that the URI of an integration names; empty if it is none of the template. */
    static Optional<FunctionDefinition> function(Value uri, List<FunctionDefinition> functions) {
        Matcher arn = FUNCTION.matcher(uri.text());
        // HTTP APIs take the function's own ARN too.
        String name = FunctionNames.nameOf(arn.matches() ? arn.group(1) : uri.text());
        return functions.stream()
                .filter(function -> function.functionName().equals(name))
                .findFirst();
    }

    private Optional<Value> integration() {
        return operation
                .get("x-amazon-apigateway-integration")
                .filter(given -> given.get("type")
                        .map(type -> type.text().equalsIgnoreCase("aws_proxy"))
                        .orElse(false));
    }

    private Payload payload() {
        return ApiEvent.payload(
                kind, integration().flatMap(given -> given.get("payloadFormatVersion")), Payload.HTTP_1_0);
    }

    /** Returns the names of what callers are asked for. */
    Stream<String> security() {
        return operation.get("security").map(Value::items).orElse(List.of()).stream()
                .flatMap(scheme -> scheme.entries().keySet().stream());
    }
}
