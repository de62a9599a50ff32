package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the APIs that are written with API Gateway's own types, each with the resources that name it: {@link RestApiParts},
 * {@link HttpApiParts}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html">AWS::ApiGateway</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html">AWS::ApiGatewayV2</a>
 */
public final class GatewayApis {
    static final String REST_API = "AWS::ApiGateway::RestApi";
    static final String HTTP_API = "AWS::ApiGatewayV2::Api";

    private static final String REST = "AWS::ApiGateway::";
    private static final String HTTP = "AWS::ApiGatewayV2::";
    private static final String WEB_SOCKET = "WEBSOCKET";

    private final List<Resource> resources;
    private final List<FunctionDefinition> functions;

    /**
     * Takes what a definition has.
     *
     * @param resources those of {@link #isPart}
     */
    public GatewayApis(List<Resource> resources, List<FunctionDefinition> functions) {
        this.resources = resources;
        this.functions = functions;
    }

    /** Returns whether a resource is of one of API Gateway's types. */
    public static boolean isPart(Resource resource) {
        return resource.type().startsWith(REST) || resource.type().startsWith(HTTP);
    }

    /** Returns those with a route to a function, in the order of the template. */
    public List<ApiDefinition> read() {
        return all().filter(api -> !api.routes().isEmpty()).toList();
    }

    /** Notes the APIs of which nothing is served. */
    public void noteUnserved(Notices notices) {
        all().filter(api -> api.routes().isEmpty())
                .forEach(api ->
                        notices.add("APIs that lead to no function of the template", api.logicalId(), "not served"));
        webSockets()
                .forEach(api -> notices.add(
                        "WebSocket APIs",
                        api.logicalId(),
                        "not served; " + Launcher.command("invoke") + " calls the function"));
    }

    private Stream<ApiDefinition> all() {
        Stream<ApiDefinition> rest = ofType(REST_API).map(api -> new RestApiParts(this, api).definition());
        Stream<ApiDefinition> http =
                ofType(HTTP_API).filter(api -> !isWebSocket(api)).map(api -> new HttpApiParts(this, api).definition());
        return Stream.concat(rest, http);
    }

    private Stream<Resource> webSockets() {
        return ofType(HTTP_API).filter(GatewayApis::isWebSocket);
    }

    private static boolean isWebSocket(Resource api) {
        return Given.value(() -> api.properties().require("ProtocolType").text())
                .filter(WEB_SOCKET::equals)
                .isPresent();
    }

    Stream<Resource> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    /** Returns the resources of a type that name an API. */
    Stream<Resource> partsOf(Resource api, String type, String property) {
        String id = id(api);
        return ofType(type)
                .filter(part -> Given.value(
                                () -> part.properties().require(property).text())
                        .filter(id::equals)
                        .isPresent());
    }

    /** Returns what a {@code Ref} gives of a resource. */
    static String id(Resource resource) {
        return resource.attribute(Resource.REF, resource.properties()).orElse(resource.logicalId());
    }

    List<FunctionDefinition> functions() {
        return functions;
    }

    /** Returns the notices of an API: what of it is done on AWS only, in one line, and the routes that are not served. */
    static List<String> notices(Resource api, Set<String> notDone, List<String> unserved) {
        Optional<String> line = notDone.isEmpty()
                ? Optional.empty()
                : Optional.of("%s: not done locally: %s".formatted(api.logicalId(), String.join(", ", notDone)));
        return Stream.concat(line.stream(), unserved.stream()).toList();
    }

    /** Returns what callers of some parts are asked for, for a notice; empty if anybody may call them. */
    static Optional<String> authorization(List<Resource> parts) {
        Set<String> types = new LinkedHashSet<>();
        parts.forEach(part -> Given.value(
                        () -> part.properties().require("AuthorizationType").text())
                .filter(type -> !type.equals("NONE"))
                .ifPresent(types::add));
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of("authorization (%s)".formatted(String.join(", ", types)));
    }

    /** Returns the routes of an API's definition. */
    void addThoseOfBody(Resource api, Kind kind, List<ApiRoute> routes, List<String> unserved) {
        OpenApiDefinition.of(api, kind)
                .map(OpenApiDefinition::operations)
                .orElse(List.of())
                .forEach(operation -> operation
                        .route(functions)
                        .ifPresentOrElse(routes::add, () -> unserved.add(unserved(api, operation.key()))));
    }

    static String unserved(Resource api, String route) {
        return "%s: %s is not served: it leads to no function of the template".formatted(api.logicalId(), route);
    }

    static Optional<Value> stageProperty(List<Resource> stages, String property) {
        return stages.stream().findFirst().flatMap(stage -> stage.properties().get(property));
    }
}
