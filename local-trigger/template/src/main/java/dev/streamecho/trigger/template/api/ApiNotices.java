package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of an API is done on AWS only. */
final class ApiNotices {
    private static final String NO_AUTHORIZER = "NONE";

    private final Value properties;
    private final Set<String> notDone = new LinkedHashSet<>();

    private ApiNotices(Value properties) {
        this.properties = properties;
    }

    /** One line with all of it, or none. */
    static Optional<String> of(Resource api, Kind kind, List<ApiEvent> events, Optional<OpenApiDefinition> definition) {
        ApiNotices notices = new ApiNotices(api.properties());
        notices.authorization(events, definition);
        notices.others(events, definition);
        notices.note("routes of its OpenAPI file", OpenApiDefinition.isUnread(api, kind));
        return notices.notDone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: not done locally: %s".formatted(api.logicalId(), String.join(", ", notices.notDone)));
    }

    private void authorization(List<ApiEvent> events, Optional<OpenApiDefinition> definition) {
        Set<String> authorizers = new LinkedHashSet<>();
        Optional<String> byDefault = auth("DefaultAuthorizer").map(Value::text);
        for (ApiEvent event : events) {
            event.property("Auth")
                    .flatMap(auth -> auth.get("Authorizer"))
                    .map(Value::text)
                    .or(() -> byDefault)
                    .filter(name -> !name.equals(NO_AUTHORIZER))
                    .ifPresent(authorizers::add);
        }
        definition.ifPresent(body ->
                body.operations().stream().flatMap(OpenApiOperation::security).forEach(authorizers::add));
        note("authorization (%s)".formatted(String.join(", ", authorizers)), !authorizers.isEmpty());
    }

    private void others(List<ApiEvent> events, Optional<OpenApiDefinition> definition) {
        note(
                "API keys",
                auth("ApiKeyRequired")
                        .filter(key -> !key.isUnknown())
                        .map(Value::bool)
                        .orElse(false));
        note("the resource policy", auth("ResourcePolicy").isPresent());
        note("usage plans", auth("UsagePlan").isPresent());
        note(
                "request validation",
                events.stream().anyMatch(ApiNotices::isValidated)
                        || definition.map(OpenApiDefinition::validatesRequests).orElse(false));
        note("response streaming", events.stream().anyMatch(ApiNotices::isStreamed));
        note(
                "gateway responses",
                properties.get("GatewayResponses").isPresent()
                        || definition
                                .map(OpenApiDefinition::hasGatewayResponses)
                                .orElse(false));
        note(
                "the cache",
                properties.known("CacheClusterEnabled").map(Value::bool).orElse(false));
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

    private Optional<Value> auth(String property) {
        return properties.get("Auth").flatMap(auth -> auth.get(property));
    }

    private void note(String what, boolean applies) {
        if (applies) {
            notDone.add(what);
        }
    }
}
