package dev.streamecho.trigger.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a function differs between two templates.
 *
 * @param updated the properties that its processes take while the stack runs
 * @param needingRestart the others that matter here, each in words
 */
record FunctionChanges(List<String> updated, List<String> needingRestart) {
    private static final List<String> UPDATED = List.of("Timeout", "MemorySize", "LoggingConfig");
    private static final List<String> AT_START = List.of(
            "Handler",
            "Runtime",
            "CodeUri",
            "Code",
            "Layers",
            "Events",
            "Architectures",
            "SnapStart",
            "ProvisionedConcurrencyConfig",
            "AutoPublishAlias");
    private static final Set<String> REPLACED = Set.of("FunctionName", "PackageType");

    static FunctionChanges between(FunctionDefinition was, FunctionDefinition is) {
        List<String> updated = new ArrayList<>();
        List<String> restart = new ArrayList<>();
        if (!environment(was).equals(environment(is))) {
            updated.add("Environment");
        }
        UPDATED.stream().filter(property -> differ(was, is, property)).forEach(updated::add);
        AT_START.stream()
                .filter(property -> differ(was, is, property))
                // What of an event can change while its mapping runs has been taken.
                .filter(property ->
                        !property.equals("Events") || !eventNames(was).equals(eventNames(is)))
                .forEach(property ->
                        restart.add("%s: %s takes effect at the next start".formatted(is.logicalId(), property)));
        REPLACED.stream()
                .filter(property -> differ(was, is, property))
                .forEach(property -> restart.add(
                        "%s: with another %s, AWS replaces the function; here that takes effect at the next start"
                                .formatted(is.logicalId(), property)));
        return new FunctionChanges(updated, restart);
    }

    /** With the values of {@code --env-vars}; what cannot be read is reported when it is taken. */
    private static Optional<Map<String, String>> environment(FunctionDefinition function) {
        try {
            return Optional.of(function.environment());
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    private static boolean differ(FunctionDefinition was, FunctionDefinition is, String property) {
        return !json(was, property).equals(json(is, property));
    }

    private static Optional<JsonNode> json(FunctionDefinition function, String property) {
        try {
            return function.properties().get(property).map(Value::json);
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    private static Set<String> eventNames(FunctionDefinition function) {
        try {
            return function.properties()
                    .get("Events")
                    .map(events -> events.entries().keySet())
                    .orElse(Set.of());
        } catch (UserError e) {
            return Set.of();
        }
    }
}
