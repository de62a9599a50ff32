package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;

/**
 * An event source mapping of a template on a queue, with what it is between.
 *
 * @param queue of the template, that it reads
 * @param function that it invokes
 */
public record StackQueueMapping(QueueMapping mapping, QueueDefinition queue, FunctionDefinition function) {

    String logicalId() {
        return mapping.logicalId();
    }

    StackQueueMapping disabled() {
        return new StackQueueMapping(mapping.withEnabled(false), queue, function);
    }
}
