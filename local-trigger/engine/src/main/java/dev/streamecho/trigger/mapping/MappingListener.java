package dev.streamecho.trigger.mapping;

import java.util.List;
import java.util.Optional;

/** Is told what an event source mapping does. Its methods are called by several threads and must not throw. */
public interface MappingListener {

    /** The function is about to be called; the call ends with {@link #invoked}, or not at all if the mapping is closed before. */
    default void invoking(InvocationStart start) {}

    /** An invocation has ended. */
    void invoked(InvocationReport report);

    /** An invocation has not handled all of its records; told after {@link #invoked}. */
    default void returned(RecordsReturned returned) {}

    /** A mapping has come further in a shard, or begins with it. */
    default void progressed(ShardProgress progress) {}

    /** An invocation with records or messages that were sent again has ended, from which nothing follows. */
    default void resent(InvocationReport report) {}

    /** Records were read, filtered ones among them. */
    default void read(RecordsRead read) {}

    /** Messages of a queue were received, filtered ones among them. */
    default void received(MessagesReceived received) {}

    /** The filters have dropped records that were read, which no invocation will have. */
    default void filtered(String mapping, int records) {}

    /** The filters have dropped messages of a queue, which are deleted from it. */
    default void messagesFiltered(String mapping, int messages) {}

    /**
     * Messages were received as often as their queue allows, and not handled: once they are visible again, SQS moves them to
     * the dead-letter queue.
     *
     * @param messageIds of one batch, 1 or more
     */
    default void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {}

    /**
     * A batch was discarded.
     *
     * @param place where its description is already, in words; empty if the mapping has no destination
     */
    void discarded(DiscardedBatch batch, Optional<String> place);

    /** Something that the user should read, in one line: trouble with the stream, or its end. */
    void notice(String mapping, String line);
}
