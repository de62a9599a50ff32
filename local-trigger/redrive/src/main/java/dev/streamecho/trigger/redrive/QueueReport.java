package dev.streamecho.trigger.redrive;

import java.util.List;

/**
 * What a queue of discarded batches has.
 *
 * @param queueUrl the queue
 * @param visible how many messages could be received when it was read; approximate, as the service counts them
 * @param inFlight how many messages another reader had received then, and had not deleted; they come back
 * @param messages those that were read
 */
public record QueueReport(String queueUrl, int visible, int inFlight, List<MessageReport> messages) {

    public QueueReport {
        messages = List.copyOf(messages);
    }

    /** Returns about how many messages that could be received were not read. */
    public int unread() {
        return Math.max(0, visible - messages.size());
    }
}
