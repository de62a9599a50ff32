package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    private SamEvents() {}

    /** The events of a function by name; none of a function that is not SAM's. */
    public static Map<String, Value> of(FunctionDefinition function) {
        Optional<Value> events = function.isServerless() ? function.properties().get("Events") : Optional.empty();
        return events.map(Value::entries).orElse(Map.of());
    }

    static List<EventSourceMappingDefinition> mappings(
            FunctionDefinition function, Supplier<List<TableDefinition>> tables) {
        return of(function).entrySet().stream()
                .flatMap(event -> mapping(function, event.getKey(), event.getValue(), tables).stream())
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
