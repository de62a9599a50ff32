package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A queue as its readers see it. Implementations are thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">Amazon SQS
 *     visibility timeout</a>
 */
public interface MessageQueue {
    /** The most messages of one receipt. */
    int MAXIMUM_MESSAGES = 10;

    /**
     * Receives the messages that are visible, or waits for the first one. They are hidden from others until the queue's
     * visibility timeout is over.
     *
     * @param count how many at most, up to {@link #MAXIMUM_MESSAGES}
     * @param longestWait after which it returns without one
     * @throws IOException if the queue cannot be asked
     */
    List<QueueMessage> receive(int count, Duration longestWait) throws IOException, InterruptedException;

    /**
     * Deletes messages.
     *
     * @return those that were received again since, which stay
     * @throws IOException if some may not have been deleted
     */
    List<QueueMessage> delete(List<QueueMessage> messages) throws IOException, InterruptedException;

    /**
     * Returns whether it has no message at all, neither a visible one nor one that is hidden or delayed.
     *
     * @throws IOException if the queue cannot be asked
     */
    boolean isEmpty() throws IOException;
}
