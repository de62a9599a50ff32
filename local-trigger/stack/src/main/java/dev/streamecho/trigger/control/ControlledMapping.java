package dev.streamecho.trigger.control;

import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import java.util.UUID;

/** An event source mapping of a running stack. Implementations are thread-safe. */
public sealed interface ControlledMapping permits ControlledStreamMapping, ControlledQueueMapping {

    /** Returns its name in the template. */
    String logicalId();

    /** Returns the id that the service's API knows it by. */
    UUID uuid();

    /** Returns the ARN of the stream or queue. */
    String sourceArn();

    /** Returns what it invokes. */
    InvokedFunction function();

    /** Returns what it does now. */
    MappingStatus status();

    /**
     * Begins to enable it; it continues where it stopped. A function that was not built is built for it.
     *
     * @return the status of the change that has begun
     * @throws dev.streamecho.trigger.UserError if its function cannot be built or run here
     * @throws IllegalStateException if an earlier change is not over
     */
    MappingStatus enable();

    /**
     * Begins to disable it; it finishes what it is at, and keeps its position.
     *
     * @return the status of the change that has begun
     * @throws IllegalStateException if an earlier change is not over
     */
    MappingStatus disable();
}
