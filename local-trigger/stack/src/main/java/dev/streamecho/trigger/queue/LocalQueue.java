package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.QueueMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A queue of the template, as a mapping reads it. While nobody has used SQS it has no message, and SQS is not started. */
final class LocalQueue implements MessageQueue {
    private final String name;
    private final LocalSqs sqs;

    LocalQueue(String name, LocalSqs sqs) {
        this.name = name;
        this.sqs = sqs;
    }

    @Override
    public List<QueueMessage> receive(int count, Duration longestWait) throws IOException, InterruptedException {
        Optional<ElasticMq> running = sqs.awaitUse(longestWait);
        return running.isEmpty() ? List.of() : running.get().queue(name).receive(count, longestWait);
    }

    @Override
    public List<QueueMessage> delete(List<QueueMessage> messages) throws IOException {
        return sqs.running().queue(name).delete(messages);
    }

    @Override
    public boolean isEmpty() throws IOException {
        return counts().equals(MessageCounts.NONE);
    }

    MessageCounts counts() throws IOException {
        try {
            Optional<ElasticMq> running = sqs.awaitUse(Duration.ZERO);
            return running.isEmpty()
                    ? MessageCounts.NONE
                    : running.get().queue(name).counts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while SQS was asked");
        }
    }
}
