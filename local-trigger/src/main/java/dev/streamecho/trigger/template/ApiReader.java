package dev.streamecho.trigger.template;

import dev.streamecho.trigger.template.ApiDefinition.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the APIs of a template, and the routes that events of its functions add to them. */
final class ApiReader {
    private final List<Resource> resources;
    private final List<ApiEvent> events;

    ApiReader(List<Resource> resources, List<FunctionDefinition> functions) {
        this.resources = resources;
        this.events = functions.stream()
                .flatMap(function -> ApiEvent.of(function).stream())
                .toList();
    }

    static String resourceType(Kind kind) {
        return kind == Kind.REST ? "AWS::Serverless::Api" : "AWS::Serverless::HttpApi";
    }

    /** Those with a route, in the order of the template. */
    List<ApiDefinition> read() {
        events.forEach(this::requireApi);
        List<ApiDefinition> apis = new ArrayList<>();
        for (Resource resource : resources) {
            for (Kind kind : Kind.values()) {
                List<ApiEvent> own = events.stream()
                        .filter(event -> event.kind() == kind
                                && resource.type().equals(resourceType(kind))
                                && event.apiLogicalId().equals(resource.logicalId()))
                        .toList();
                if (!own.isEmpty()) {
                    apis.add(api(resource, kind, own));
                }
            }
        }
        return apis;
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
                                    Value.shown(event.apiLogicalId()), resourceType(event.kind()), Names.list(known)));
        }
    }

    private static ApiDefinition api(Resource resource, Kind kind, List<ApiEvent> events) {
        Value properties = resource.properties();
        boolean isRest = kind == Kind.REST;
        return new ApiDefinition(
                resource.logicalId(),
                kind,
                isRest
                        ? properties.require("StageName").text()
                        : properties.get("StageName").map(Value::text).orElse(ApiDefinition.DEFAULT_STAGE),
                texts(properties.get(isRest ? "Variables" : "StageVariables")),
                isRest ? binaryMediaTypes(properties) : List.of(),
                isRest
                        ? properties.get("Cors").map(ApiCors::ofRest)
                        : properties.get("CorsConfiguration").flatMap(ApiCors::ofHttp),
                routes(resource.logicalId(), kind, events),
                ApiNotices.of(resource, events));
    }

    private static List<ApiRoute> routes(String api, Kind kind, List<ApiEvent> events) {
        Map<String, ApiEvent> seen = new HashMap<>();
        SiblingParameters parameters = new SiblingParameters();
        List<ApiRoute> routes = new ArrayList<>();
        for (ApiEvent event : events) {
            ApiRoute route = event.route();
            ApiEvent earlier =
                    seen.putIfAbsent(route.method() + " " + route.path().segments(), event);
            if (earlier != null) {
                throw event.place()
                        .error("%s is in %s twice, for %s and %s; keep one of them"
                                .formatted(
                                        route.key(),
                                        api,
                                        earlier.function().logicalId(),
                                        event.function().logicalId()));
            }
            if (kind == Kind.REST) {
                parameters.add(route.path(), event.place());
            }
            routes.add(route);
        }
        return routes;
    }

    /** In templates {@code image~1gif} stands for {@code image/gif}. */
    private static List<String> binaryMediaTypes(Value properties) {
        return properties.get("BinaryMediaTypes").map(Value::items).orElse(List.of()).stream()
                .map(type -> type.text().replace("~1", "/"))
                .toList();
    }

    private static Map<String, String> texts(Optional<Value> mapping) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping.ifPresent(value -> value.entries().forEach((name, text) -> texts.put(name, text.text())));
        return texts;
    }
}
