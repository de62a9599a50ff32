package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.template.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.FunctionDefinition;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TemplateError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event source mappings of a template, each as CloudFormation and the service would accept it.
 *
 * @param onTables those that read the stream of a table and invoke a function of the template, in the template's order
 * @param leftOut why others, by logical id, cannot be run: their stream or their function is in another stack
 * @param notices what the user should read, each in one line: which mappings are not run here or not enabled, and what
 *     AWS grants on request only
 */
public record EventSourceMappings(
        List<EventSourceMapping> onTables, Map<String, TemplateError> leftOut, List<String> notices) {

    /** Where the tables are whose streams the mappings read. */
    public enum Tables {
        /** In the template. */
        IN_TEMPLATE,
        /** At an endpoint elsewhere, whatever the template has. */
        ELSEWHERE
    }

    public EventSourceMappings {
        onTables = List.copyOf(onTables);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
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
        Map<String, TemplateError> leftOut = new LinkedHashMap<>();
        List<String> notices = new ArrayList<>();
        Map<List<String>, String> seen = new HashMap<>();
        for (EventSourceMappingDefinition definition : template.eventSourceMappings()) {
            String logicalId = definition.logicalId();
            if (!definition.isEnabled()) {
                notices.add(logicalId + " is not enabled: it invokes nothing");
            } else if (!definition.readsDynamoDbStream()) {
                notices.add(logicalId + " is not run: " + whatItReads(definition));
            }
            if (!definition.readsDynamoDbStream()) {
                continue;
            }
            Optional<FunctionDefinition> function = definition.function();
            if (function.isEmpty()) {
                leaveOut(definition, definition.functionIsElsewhere(), leftOut);
                continue;
            }
            MappingReader reader = new MappingReader(template, definition, notices::add);
            EventSourceMapping mapping = reader.read(function.get());
            String earlier = seen.putIfAbsent(List.of(mapping.functionArn(), mapping.streamArn()), logicalId);
            if (earlier != null) {
                throw definition
                        .source()
                        .error("%s and %s are the same function on the same stream; keep one of them"
                                .formatted(earlier, logicalId));
            }
            Optional<TemplateError> elsewhere =
                    tables == Tables.ELSEWHERE ? Optional.empty() : reader.streamIsElsewhere();
            if (elsewhere.isPresent()) {
                leaveOut(definition, elsewhere.get(), leftOut);
            } else {
                onTables.add(mapping);
            }
        }
        return new EventSourceMappings(onTables, leftOut, notices);
    }

    /** One that is not enabled invokes nothing anyway. */
    private static void leaveOut(
            EventSourceMappingDefinition definition, TemplateError reason, Map<String, TemplateError> leftOut) {
        if (definition.isEnabled()) {
            leftOut.put(definition.logicalId(), reason);
        }
    }

    private static String whatItReads(EventSourceMappingDefinition definition) {
        return definition.readsKinesis()
                ? "it reads a Kinesis stream, for which there is no stand-in here; a mapping on the table's own stream is run"
                : "it does not read the stream of a table";
    }
}
