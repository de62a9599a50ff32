package dev.streamecho.trigger.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one batch, from the first that is received until it is invoked.
 *
 * <p>Without threads, clock or input and output. This class is not thread-safe.
 */
final class MessageGathering {
    private final QueueMapping.Batching batching;
    private final Duration idleWait;

    /** By their ids: one whose visibility timeout is over before the window comes again. */
    private final Map<String, EncodedMessage> messages = new LinkedHashMap<>();

    private long bytes;
    private Instant since = Instant.EPOCH;

    /** @param idleWait how long to wait for a first message before asking again */
    MessageGathering(QueueMapping.Batching batching, Duration idleWait) {
        this.batching = batching;
        this.idleWait = idleWait;
    }

    /** Returns how many messages the next receipt may have. */
    int room() {
        return Math.min(MessageQueue.MAXIMUM_MESSAGES, batching.batchSize() - messages.size());
    }

    /** Returns how long the next receipt may wait for messages. */
    Duration longestWait(Instant now) {
        if (messages.isEmpty()) {
            return idleWait;
        }
        Duration left = Duration.between(now, since.plus(batching.maximumBatchingWindow()));
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(idleWait) < 0 ? left : idleWait;
    }

    /** Messages were received, and passed the filters. */
    void add(List<EncodedMessage> received, Instant now) {
        if (messages.isEmpty()) {
            since = now;
        }
        for (EncodedMessage message : received) {
            EncodedMessage earlier = messages.put(message.message().messageId(), message);
            bytes += sizeOf(message) - (earlier == null ? 0 : sizeOf(earlier));
        }
    }

    /** Returns whether the batch has to be invoked, full or not. */
    boolean isDue(Instant now) {
        return !messages.isEmpty()
                && (room() <= 0
                        || EventEncoder.exceedsPayloadLimit(bytes)
                        || !now.isBefore(since.plus(batching.maximumBatchingWindow()))
                        // The clock was set back, which must not make the wait longer.
                        || now.isBefore(since));
    }

    /** Returns the messages in their order, in as many parts as their payload needs: nearly always one. */
    List<List<EncodedMessage>> parts() {
        List<List<EncodedMessage>> parts = new ArrayList<>();
        List<EncodedMessage> part = new ArrayList<>();
        long partBytes = 0;
        for (EncodedMessage message : messages.values()) {
            if (!part.isEmpty() && EventEncoder.exceedsPayloadLimit(partBytes + sizeOf(message))) {
                parts.add(part);
                part = new ArrayList<>();
                partBytes = 0;
            }
            part.add(message);
            partBytes += sizeOf(message);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static int sizeOf(EncodedMessage message) {
        return EventEncoder.sizeOf(message.json());
    }
}
