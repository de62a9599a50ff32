package dev.streamecho.trigger.mapping;

import java.time.Instant;
import java.util.Map;

/** Messages as a queue gives them. */
final class TestMessages {
    static final Instant SENT = Instant.parse("2026-01-15T09:30:00.123Z");

    private static final int LONGEST_ID = 20;

    private TestMessages() {}

    /** A message that is received for the first time, with the beginning of its body as its id. */
    static QueueMessage message(String body) {
        return message(body.substring(0, Math.min(body.length(), LONGEST_ID)), body, 1);
    }

    static QueueMessage message(String id, String body, int receiveCount) {
        return new QueueMessage(
                id,
                id + "#" + receiveCount,
                body,
                receiveCount,
                SENT,
                Map.of("ApproximateReceiveCount", String.valueOf(receiveCount)),
                Map.of());
    }

    static EncodedMessage encoded(String body) {
        return EncodedMessage.of(message(body), TestQueueMapping.mapping().build());
    }
}
