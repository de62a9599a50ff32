package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds the events of a SAM function, and those that become event source mappings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html">
 *     EventSource</a>
 */
public final class SamEvents {
    /** The property that names the source, for each type of event. */
    private static final Map<String, String> SOURCE_PROPERTIES = Map.of(
            "DynamoDB", "Stream",
            "Kinesis", "Stream",
            "MSK", "Stream",
            "SQS", "Queue",
            "MQ", "Broker",
            "DocumentDB", "Cluster");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");

    private SamEvents() {}

    /** Returns the events of a function by name, without those whose names SAM refuses; none of a function that is not SAM's. */
    public static Map<String, Value> of(FunctionDefinition function) {
        Map<String, Value> taken =
                new LinkedHashMap<>(all(function).map(Value::entries).orElse(Map.of()));
        taken.keySet().removeIf(name -> !isName(name));
        return taken;
    }

    private static Optional<Value> all(FunctionDefinition function) {
        return function.isServerless() ? function.properties().get("Events") : Optional.empty();
    }

    /** Events make resources with their names in the logical ids; SAM refuses others than letters and digits there. */
    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Notes the events of a function that are left out for their names. */
    static void noteRefused(FunctionDefinition function, Notices notices) {
        all(function).map(Value::written).orElse(Map.of()).keySet().stream()
                .filter(name -> !isName(name))
                .forEach(name -> notices.add(
                        "an event whose name has characters other than letters and digits",
                        function.logicalId() + "." + Value.shown(name),
                        "left out, as SAM refuses it"));
    }

    static List<EventSourceMappingDefinition> mappings(
            FunctionDefinition function, Supplier<List<TableDefinition>> tables) {
        return of(function).entrySet().stream()
                .flatMap(event -> mapping(function, event.getKey(), event.getValue(), tables).stream())
                .toList();
    }

    /** Returns those that can be read: what is wrong with others stops nothing. */
    static List<EventSourceMappingDefinition> readableMappings(
            FunctionDefinition function, Supplier<List<TableDefinition>> tables) {
        return Given.value(() -> of(function)).orElse(Map.of()).entrySet().stream()
                .flatMap(event -> Given.value(() -> mapping(function, event.getKey(), event.getValue(), tables))
                        .flatMap(found -> found)
                        .stream())
                .toList();
    }

    private static Optional<EventSourceMappingDefinition> mapping(
            FunctionDefinition function, String name, Value event, Supplier<List<TableDefinition>> tables) {
        String type = event.require("Type").text();
        return Optional.ofNullable(SOURCE_PROPERTIES.get(type))
                .map(source -> EventSourceMappingDefinition.ofEvent(
                        function, name, type, source, event.require("Properties"), tables));
    }
}
