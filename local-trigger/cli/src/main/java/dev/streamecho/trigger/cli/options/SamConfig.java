package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run takes of a configuration of SAM CLI: what {@code sam deploy} would give the stack, and over it what is for
 * {@code sam local start-lambda}.
 */
final class SamConfig {
    /** The later override the earlier. */
    private static final List<String> COMMANDS = List.of("global", "deploy", "local_start_lambda");

    /** What is deployed may have been packaged before. */
    private static final List<String> COMMANDS_WITH_SOURCES = List.of("global", "build", "local_start_lambda");

    private final SamConfigFile file;
    private final String environment;
    private final Set<String> taken = new LinkedHashSet<>();

    SamConfig(SamConfigFile file, String environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Returns values for parameters of the template, by name. */
    Map<String, String> parameterOverrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String command : COMMANDS) {
            JsonNode given = file.parameters(environment, command).path("parameter_overrides");
            if (!given.isMissingNode()) {
                put(overrides, given, "%s: %s.%s: parameter_overrides".formatted(file.path(), environment, command));
            }
        }
        if (!overrides.isEmpty()) {
            taken.add("parameter_overrides (%s)".formatted(String.join(", ", overrides.keySet())));
        }
        return overrides;
    }

    private static void put(Map<String, String> overrides, JsonNode given, String place) {
        if (given.isTextual()) {
            overrides.putAll(ParameterOverrides.parse(List.of(given.textValue()), place));
        } else if (given.isArray()) {
            given.forEach(item -> put(overrides, item, place));
        } else {
            given.properties().forEach(entry -> overrides.put(entry.getKey(), string(entry.getValue())));
        }
    }

    private static String string(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return String.join(",", items);
    }

    /** Returns the file with values for environment variables; empty if it names none. */
    Optional<Path> envVars() {
        return last("env_vars", COMMANDS).map(this::resolve);
    }

    /** Returns the template; empty if none is named, or {@code sam build} made it. */
    Optional<Path> template() {
        return last("template_file", COMMANDS_WITH_SOURCES)
                .or(() -> last("template", COMMANDS_WITH_SOURCES))
                .map(this::resolve)
                .filter(path -> !SamConfigFile.isBuilt(path));
    }

    /** Returns the region; empty if none is named. */
    Optional<String> region() {
        return last("region", COMMANDS);
    }

    private Optional<String> last(String name, List<String> commands) {
        return commands.stream()
                .map(command -> file.parameters(environment, command).path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .reduce((former, latter) -> latter);
    }

    private Path resolve(String path) {
        return file.path().resolveSibling(path);
    }

    /** Notes that a value was taken, for {@link #line}. */
    <T> T take(String name, T value) {
        taken.add("%s %s".formatted(name, value));
        return value;
    }

    /** Returns what came from it in one line, without the values of parameters; empty if nothing did. */
    Optional<String> line() {
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("from %s, %s: %s; --no-samconfig ignores it"
                        .formatted(file.path(), environment, String.join(", ", taken)));
    }
}
