package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an API's {@code DefinitionBody} has about functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">OpenAPI
 *     extensions for API Gateway</a>
 */
final class OpenApiDefinition {
    private static final String BODY_OF_SAM = "DefinitionBody";
    private static final String BODY = "Body";
    /** Every path of OpenAPI begins with a slash. */
    private static final String DEFAULT_IN_OPENAPI = "/" + ApiPath.DEFAULT;

    private static final String EXTENSION = "x-amazon-apigateway-";

    private final Value body;
    private final Kind kind;

    private OpenApiDefinition(Value body, Kind kind) {
        this.body = body;
        this.kind = kind;
    }

    /** Returns the definition of an API; empty if it has none, or one that only CloudFormation can read. */
    static Optional<OpenApiDefinition> of(Resource api, Kind kind) {
        return api.properties()
                .raw(bodyOf(api))
                .filter(body -> !body.hasTransform())
                .flatMap(body -> api.properties().get(bodyOf(api)))
                .map(body -> new OpenApiDefinition(body, kind));
    }

    private static String bodyOf(Resource api) {
        return ApiReader.isApi(api) ? BODY_OF_SAM : BODY;
    }

    /** Returns whether an API has a definition, be it one that is read here or not. */
    static boolean isGiven(Resource api) {
        return api.properties().raw(BODY_OF_SAM).isPresent()
                || api.properties().raw("DefinitionUri").isPresent();
    }

    /** Returns whether an API has a definition that is not read here. */
    static boolean isUnread(Resource api, Kind kind) {
        return api.properties().get("DefinitionUri").isPresent()
                || api.properties().get("BodyS3Location").isPresent()
                || api.properties().raw(bodyOf(api)).isPresent()
                        && of(api, kind).isEmpty();
    }

    /** Returns its methods, those too that have no function. */
    List<OpenApiOperation> operations() {
        List<OpenApiOperation> operations = new ArrayList<>();
        body.get("paths")
                .ifPresent(paths -> paths.entries()
                        .forEach((path, item) -> item.entries().forEach((name, operation) -> {
                            if (ApiEvent.METHODS.contains(name.toUpperCase(Locale.ROOT))) {
                                operations.add(new OpenApiOperation(
                                        kind,
                                        ApiEvent.method(operation.withText(name)),
                                        ApiPath.of(
                                                item.withText(path.equals(DEFAULT_IN_OPENAPI) ? ApiPath.DEFAULT : path),
                                                kind),
                                        operation));
                            }
                        })));
        return operations;
    }

    List<String> binaryMediaTypes() {
        return body.get(EXTENSION + "binary-media-types").map(Value::items).orElse(List.of()).stream()
                .map(Value::text)
                .toList();
    }

    boolean validatesRequests() {
        return body.get(EXTENSION + "request-validator").isPresent();
    }

    boolean hasGatewayResponses() {
        return body.get(EXTENSION + "gateway-responses").isPresent();
    }
}
