package dev.streamecho.trigger.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of an API the user should know to be done on AWS only. */
final class ApiNotices {
    private final Resource api;
    private final List<ApiEvent> events;
    private final Set<String> notDone = new LinkedHashSet<>();

    private ApiNotices(Resource api, List<ApiEvent> events) {
        this.api = api;
        this.events = events;
    }

    static List<String> of(Resource api, List<ApiEvent> events) {
        ApiNotices notices = new ApiNotices(api, events);
        notices.collect();
        return notices.notDone.isEmpty()
                ? List.of()
                : List.of("%s: not done locally: %s".formatted(api.logicalId(), String.join(", ", notices.notDone)));
    }

    private void collect() {
        Optional<String> byDefault = auth(api.properties(), "DefaultAuthorizer").map(Value::text);
        Set<String> authorizers = new LinkedHashSet<>();
        for (ApiEvent event : events) {
            event.property("Auth")
                    .flatMap(auth -> auth.get("Authorizer"))
                    .map(Value::text)
                    .or(() -> byDefault)
                    .filter(name -> !name.equals("NONE"))
                    .ifPresent(authorizers::add);
        }
        if (!authorizers.isEmpty()) {
            notDone.add("authorization (%s)".formatted(String.join(", ", authorizers)));
        }
        note(
                "API keys",
                auth(api.properties(), "ApiKeyRequired").map(Value::bool).orElse(false));
        note("the resource policy", auth(api.properties(), "ResourcePolicy").isPresent());
        note("usage plans", auth(api.properties(), "UsagePlan").isPresent());
        note("request validation", events.stream().anyMatch(ApiNotices::isValidated));
        note("response streaming", events.stream().anyMatch(ApiNotices::isStreamed));
        note("gateway responses", api.properties().get("GatewayResponses").isPresent());
        note(
                "the cache",
                api.properties().get("CacheClusterEnabled").map(Value::bool).orElse(false));
        note("routes of DefinitionBody and DefinitionUri", isDefined());
    }

    /** Not resolved: a definition is often included by a transform, which only CloudFormation runs. */
    private boolean isDefined() {
        return List.of("DefinitionBody", "DefinitionUri").stream()
                .anyMatch(property -> api.properties().raw(property).isPresent());
    }

    private static boolean isValidated(ApiEvent event) {
        return event.property("RequestModel").isPresent()
                || event.property("RequestParameters").isPresent();
    }

    private static boolean isStreamed(ApiEvent event) {
        return event.property("ResponseTransferMode")
                .map(mode -> mode.text().equals("STREAM"))
                .orElse(false);
    }

    private static Optional<Value> auth(Value properties, String property) {
        return properties.get("Auth").flatMap(auth -> auth.get(property));
    }

    private void note(String what, boolean applies) {
        if (applies) {
            notDone.add(what);
        }
    }
}
