package dev.streamecho.trigger.control;

import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueueMessage;
import java.util.List;

/** An event source mapping on a queue. It has no position: what is not handled is in the queue. Implementations are thread-safe. */
public non-sealed interface ControlledQueueMapping extends ControlledMapping {

    /** Returns its configuration. */
    QueueMapping configuration();

    /**
     * Begins to change it. It finishes what it is at, and continues with the new configuration.
     *
     * @return the status of the change that has begun
     * @throws dev.streamecho.trigger.UserError if it cannot be changed
     * @throws IllegalStateException if an earlier change is not over
     */
    MappingStatus change(QueueMapping changed);

    /**
     * Invokes the function once more with messages, in an event as the mapping makes it, whatever its filters say. Nothing follows
     * from how that ends: nothing is deleted from the queue, and nothing comes back to it.
     *
     * @param messages 1 or more
     * @return how it ended; the listener has heard of it as of a call that was sent again
     * @throws InterruptedException if the caller was interrupted while it waited
     * @throws dev.streamecho.trigger.UserError if the function cannot be built or run here
     */
    InvocationReport resend(List<QueueMessage> messages) throws InterruptedException;
}
