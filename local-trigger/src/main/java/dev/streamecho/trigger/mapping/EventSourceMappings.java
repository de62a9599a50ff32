package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.template.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event source mappings of a template, each as CloudFormation and the service would accept it.
 *
 * @param onTables those that read the stream of a table, in the template's order
 * @param notices what the user should read, each in one line: which mappings are not run here or not enabled, and what
 *     AWS grants on request only
 */
public record EventSourceMappings(List<EventSourceMapping> onTables, List<String> notices) {

    /** Where the tables are whose streams the mappings read. */
    public enum Tables {
        /** In the template, so that each stream has to be there. */
        IN_TEMPLATE,
        /** At an endpoint elsewhere, whatever the template has. */
        ELSEWHERE
    }

    public EventSourceMappings {
        onTables = List.copyOf(onTables);
        notices = List.copyOf(notices);
    }

    /**
     * Reads the mappings of a template. Nothing has to be started for that: until the template knows the real ARN of a
     * stream, its mappings have the one with {@link Template#STREAM_LABEL}.
     *
     * @throws dev.streamecho.trigger.UserError if CloudFormation or the service would refuse one of them
     */
    public static EventSourceMappings read(Template template, Tables tables) {
        List<EventSourceMapping> onTables = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        Map<List<String>, String> seen = new HashMap<>();
        for (EventSourceMappingDefinition definition : template.eventSourceMappings()) {
            if (!definition.readsDynamoDbStream()) {
                notices.add(definition.logicalId() + " is not run: " + whatItReads(definition));
                continue;
            }
            EventSourceMapping mapping = new MappingReader(template, tables, definition, notices::add).read();
            String earlier = seen.putIfAbsent(List.of(mapping.functionArn(), mapping.streamArn()), mapping.logicalId());
            if (earlier != null) {
                throw definition
                        .source()
                        .error("%s and %s are the same function on the same stream; keep one of them"
                                .formatted(earlier, mapping.logicalId()));
            }
            if (!mapping.enabled()) {
                notices.add(mapping.logicalId() + " is not enabled: it invokes nothing");
            }
            onTables.add(mapping);
        }
        return new EventSourceMappings(onTables, notices);
    }

    private static String whatItReads(EventSourceMappingDefinition definition) {
        return definition.readsKinesis()
                ? "it reads a Kinesis stream, for which there is no stand-in here; a mapping on the table's own stream is run"
                : "it does not read the stream of a table";
    }
}
