package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The event source mappings of a template, each as CloudFormation and the service would accept it.
 *
 * @param onTables those that read the stream of a table of the template, in the template's order
 * @param onQueues those that read a queue of the template
 * @param elsewhere those that read a stream of which the template does not have the table, and are enabled
 * @param leftOut why others, by logical id, cannot be run: their function or queue is in another stack, or the service would
 *     refuse a mapping on a queue
 * @param notices what the user should read, one line for each kind: which mappings are not run here or not enabled, and what
 *     AWS grants on request only
 */
public record EventSourceMappings(
        List<StackMapping> onTables,
        List<StackQueueMapping> onQueues,
        List<Elsewhere> elsewhere,
        Map<String, UserError> leftOut,
        List<String> notices) {

    /**
     * A mapping on the stream of a table that the template does not have.
     *
     * @param reason that the template does not have the table
     */
    public record Elsewhere(StackMapping mapping, TemplateError reason) {}

    public EventSourceMappings {
        onTables = List.copyOf(onTables);
        onQueues = List.copyOf(onQueues);
        elsewhere = List.copyOf(elsewhere);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        notices = List.copyOf(notices);
    }

    /**
     * Reads the mappings of a template. Nothing has to be started for that: until the template knows the real ARN of a
     * stream, its mappings have the one with {@link TableDefinition#STREAM_LABEL}.
     *
     * @throws dev.streamecho.trigger.UserError if CloudFormation or the service would refuse one of them
     */
    public static EventSourceMappings read(Template template) {
        List<StackMapping> onTables = new ArrayList<>();
        List<StackQueueMapping> onQueues = new ArrayList<>();
        List<Elsewhere> elsewhere = new ArrayList<>();
        Map<String, UserError> leftOut = new LinkedHashMap<>();
        Notices notices = new Notices();
        Map<List<String>, String> seen = new HashMap<>();
        for (EventSourceMappingDefinition definition : template.eventSourceMappings()) {
            String logicalId = definition.logicalId();
            if (!definition.isEnabled()) {
                notices.add("mappings that are not enabled", logicalId, "they invoke nothing");
            }
            if (definition.readsQueue()) {
                try {
                    onQueues.add(readQueueMapping(template, definition, notices, seen));
                } catch (UserError e) {
                    // What the service refuses here concerns nothing else, and what is not enabled needs nothing.
                    if (definition.isEnabled()) {
                        leftOut.put(logicalId, e);
                    }
                }
            } else if (definition.isEnabled() && !definition.readsDynamoDbStream()) {
                notices.add("mappings on " + definition.nameOfSource(), logicalId, insteadOf(definition));
            }
            if (!definition.readsDynamoDbStream()) {
                continue;
            }
            Optional<FunctionDefinition> function = definition.function();
            if (function.isEmpty()) {
                // One that is not enabled invokes nothing anyway.
                if (definition.isEnabled()) {
                    leftOut.put(logicalId, definition.functionIsElsewhere());
                }
                continue;
            }
            MappingReader reader = new MappingReader(template, definition, notices);
            EventSourceMapping mapping = reader.read(function.get());
            checkIsFirst(definition, mapping.function().arn(), mapping.streamArn(), "stream", seen);
            Optional<TableDefinition> table = reader.table();
            StackMapping found = new StackMapping(mapping, table, function.get());
            if (table.isPresent()) {
                onTables.add(found);
            } else if (mapping.enabled()) {
                elsewhere.add(new Elsewhere(found, reader.streamIsElsewhere()));
            }
        }
        return new EventSourceMappings(onTables, onQueues, elsewhere, leftOut, notices.lines());
    }

    private static StackQueueMapping readQueueMapping(
            Template template,
            EventSourceMappingDefinition definition,
            Notices notices,
            Map<List<String>, String> seen) {
        QueueMappingReader reader = new QueueMappingReader(template, definition, notices);
        QueueDefinition queue = reader.queue().orElseThrow(reader::queueIsElsewhere);
        FunctionDefinition function = definition.function().orElseThrow(definition::functionIsElsewhere);
        QueueMapping mapping = reader.read(queue, function);
        checkIsFirst(definition, mapping.function().arn(), queue.arn(), "queue", seen);
        return new StackQueueMapping(mapping, queue, function);
    }

    private static void checkIsFirst(
            EventSourceMappingDefinition definition,
            String functionArn,
            String sourceArn,
            String source,
            Map<List<String>, String> seen) {
        String earlier = seen.putIfAbsent(List.of(functionArn, sourceArn), definition.logicalId());
        if (earlier != null) {
            throw definition
                    .source()
                    .error("%s and %s are the same function on the same %s; keep one of them"
                            .formatted(earlier, definition.logicalId(), source));
        }
    }

    private static String insteadOf(EventSourceMappingDefinition definition) {
        return definition.readsKinesis()
                ? "not run, as nothing stands in for Kinesis here; a mapping on the table's own stream is run"
                : "not run; " + Launcher.command("invoke") + " calls the function with an event of yours";
    }

    /**
     * The filter patterns of one mapping, of which nothing else is read.
     *
     * @throws dev.streamecho.trigger.UserError if CloudFormation or the service would refuse its filters
     */
    public static List<String> filterPatterns(EventSourceMappingDefinition mapping) {
        return new MappingProperties(mapping, new Notices()).filterPatterns();
    }

    /** All on streams that can be run if the tables that the template does not have are found. */
    public List<EventSourceMapping> all() {
        return Stream.concat(onTables.stream(), elsewhere.stream().map(Elsewhere::mapping))
                .map(StackMapping::mapping)
                .toList();
    }
}
