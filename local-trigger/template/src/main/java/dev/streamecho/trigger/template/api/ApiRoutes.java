package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the routes of one API: first those of its definition, then those of events. */
final class ApiRoutes {
    private final Resource api;
    private final Kind kind;
    private final Map<String, ApiRoute> routes = new LinkedHashMap<>();
    private final Map<String, ApiEvent> events = new HashMap<>();
    private final SiblingParameters parameters = new SiblingParameters();
    private final List<String> notices = new ArrayList<>();
    private boolean isComplete;

    ApiRoutes(Resource api, Kind kind) {
        this.api = api;
        this.kind = kind;
    }

    void addThoseOf(OpenApiDefinition definition, List<FunctionDefinition> functions) {
        for (OpenApiOperation operation : definition.operations()) {
            operation
                    .route(functions)
                    .ifPresentOrElse(
                            route -> routes.put(place(route), route),
                            () -> notices.add("%s: %s is not served: it leads to no function of the template"
                                    .formatted(api.logicalId(), operation.key())));
        }
        isComplete = !takesEvents();
    }

    /** An HTTP API gets the routes of events besides those of a definition; a REST API only with {@code MergeDefinitions}. */
    private boolean takesEvents() {
        return kind == Kind.HTTP
                || !OpenApiDefinition.isGiven(api)
                || api.properties().known("MergeDefinitions").map(Value::bool).orElse(false);
    }

    void add(ApiEvent event) {
        ApiRoute route = event.route();
        ApiEvent earlier = events.putIfAbsent(place(route), event);
        if (earlier != null) {
            throw event.place()
                    .error("%s is in %s twice, for %s and %s; keep one of them"
                            .formatted(
                                    route.key(),
                                    api.logicalId(),
                                    earlier.function().logicalId(),
                                    event.function().logicalId()));
        }
        // Of an API with a definition, events only make permissions: their paths are not those of the API.
        if (kind == Kind.REST && takesEvents()) {
            parameters.add(route.path(), event.place());
        }
        if (!isComplete) {
            routes.put(place(route), route);
        } else if (!routes.containsKey(place(route))) {
            notices.add(
                    "%s: %s is not served: it is an event of %s and not in the DefinitionBody, which is all that SAM takes"
                            .formatted(api.logicalId(), route.key(), route.functionLogicalId()));
        }
    }

    private static String place(ApiRoute route) {
        return route.method() + " " + route.path().segments();
    }

    List<ApiRoute> all() {
        return List.copyOf(routes.values());
    }

    /** Returns what is not served, each in one line. */
    List<String> notices() {
        return List.copyOf(notices);
    }
}
