package dev.streamecho.trigger.queue;

/**
 * How many messages a queue has.
 *
 * @param visible that can be received
 * @param inFlight that were received, and are hidden until they are deleted or their visibility timeout is over
 * @param delayed that cannot be received yet for the first time
 */
public record MessageCounts(long visible, long inFlight, long delayed) {
    static final MessageCounts NONE = new MessageCounts(0, 0, 0);
}
