package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.KnownNames;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the APIs of a template with the routes that their definitions, and events of functions, give them. */
public final class ApiReader {
    private final List<Resource> resources;
    private final List<FunctionDefinition> functions;
    private final List<ApiEvent> events;
    private final List<ApiEvent> unknown;

    public ApiReader(List<Resource> resources, List<FunctionDefinition> functions) {
        this.resources = resources;
        this.functions = functions;
        List<ApiEvent> all = functions.stream()
                .flatMap(function -> ApiEvent.of(function).stream())
                .toList();
        this.events =
                all.stream().filter(event -> event.unknownProperty().isEmpty()).toList();
        this.unknown = all.stream()
                .filter(event -> event.unknownProperty().isPresent())
                .toList();
    }

    public static boolean isApi(Resource resource) {
        return Stream.of(Kind.values()).anyMatch(kind -> resource.type().equals(resourceType(kind)));
    }

    static String resourceType(Kind kind) {
        return kind == Kind.REST ? "AWS::Serverless::Api" : "AWS::Serverless::HttpApi";
    }

    /** Returns those with a route, in the order of the template. */
    public List<ApiDefinition> read() {
        events.forEach(this::requireApi);
        return resources.stream()
                .flatMap(resource -> Stream.of(Kind.values())
                        .filter(kind -> resource.type().equals(resourceType(kind)))
                        .map(kind -> api(resource, kind)))
                .filter(api -> !api.routes().isEmpty())
                .toList();
    }

    /** Notes the events that make no route here, as only AWS knows their API, path or method. */
    public void noteUnknown(Notices notices) {
        unknown.forEach(event -> notices.add(
                "routes whose %s is known to AWS only"
                        .formatted(event.unknownProperty().orElseThrow()),
                event.function().logicalId() + "." + event.name(),
                "not served; write the value into the template, or take it from a parameter and give that with"
                        + " --parameter-overrides"));
    }

    private void requireApi(ApiEvent event) {
        List<String> known = resources.stream()
                .filter(resource -> resource.type().equals(resourceType(event.kind())))
                .map(Resource::logicalId)
                .toList();
        if (!known.contains(event.apiLogicalId())) {
            throw event.api()
                    .orElse(event.event())
                    .error("%s is not an %s of the template, which has %s"
                            .formatted(
                                    Value.shown(event.apiLogicalId()),
                                    resourceType(event.kind()),
                                    KnownNames.list(known)));
        }
    }

    private ApiDefinition api(Resource resource, Kind kind) {
        Value properties = resource.properties();
        boolean isRest = kind == Kind.REST;
        Optional<OpenApiDefinition> definition = OpenApiDefinition.of(resource, kind);
        List<ApiEvent> own = events.stream()
                .filter(event -> event.kind() == kind && event.apiLogicalId().equals(resource.logicalId()))
                .toList();
        ApiRoutes routes = new ApiRoutes(resource, kind);
        definition.ifPresent(body -> routes.addThoseOf(body, functions));
        own.forEach(routes::add);
        return new ApiDefinition(
                resource.logicalId(),
                kind,
                isRest
                        ? properties.require("StageName").text()
                        : properties.get("StageName").map(Value::text).orElse(ApiDefinition.DEFAULT_STAGE),
                texts(properties.get(isRest ? "Variables" : "StageVariables")),
                isRest ? binaryMediaTypes(properties, definition) : List.of(),
                isRest
                        ? properties.get("Cors").map(ApiCors::ofRest)
                        : properties.get("CorsConfiguration").flatMap(ApiCors::ofHttp),
                List.of(),
                routes.all(),
                routes.all().isEmpty()
                        ? List.of()
                        : Stream.concat(
                                        ApiNotices.of(resource, kind, own, definition).stream(),
                                        routes.notices().stream())
                                .toList());
    }

    /** In templates {@code image~1gif} stands for {@code image/gif}. */
    static List<String> binaryMediaTypes(Value properties, Optional<OpenApiDefinition> definition) {
        return Stream.concat(
                        properties.get("BinaryMediaTypes").map(Value::items).orElse(List.of()).stream()
                                .map(type -> type.text().replace("~1", "/")),
                        definition.map(OpenApiDefinition::binaryMediaTypes).orElse(List.of()).stream())
                .toList();
    }

    static Map<String, String> texts(Optional<Value> mapping) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping.ifPresent(value -> value.entries().forEach((name, text) -> texts.put(name, text.text())));
        return texts;
    }
}
