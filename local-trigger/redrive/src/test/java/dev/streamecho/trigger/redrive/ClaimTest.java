package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** How long messages are hidden; the queue itself is in {@link FailureQueueTest}. */
class ClaimTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final OneMessage client = new OneMessage();
    private final FailureQueue queue = new FailureQueue(client, "http://queue", Duration.ofSeconds(1));

    @Test
    void aMessageStaysHiddenUntilItsClaimIsClosed() {
        try (Claim claim = queue.claim(10)) {
            assertThat(claim.messages()).hasSize(1);
            await().atMost(LIMIT).until(() -> client.timeouts.size() >= 3);
            assertThat(client.timeouts).containsOnly(1);
        }
        assertThat(client.timeouts).last().isEqualTo(0);
    }

    @Test
    void hidingContinuesAfterAFailure() {
        client.failures = 2;

        try (Claim claim = queue.claim(10)) {
            await().atMost(LIMIT).until(() -> !client.timeouts.isEmpty());
            assertThat(claim.messages()).hasSize(1);
        }
    }

    /** A queue with one message that says how long it is to be hidden. */
    private static final class OneMessage implements SqsClient {
        private final List<Integer> timeouts = new CopyOnWriteArrayList<>();
        private volatile int failures;
        private boolean isTaken;

        @Override
        public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            boolean wasTaken = isTaken;
            isTaken = true;
            Message message = Message.builder()
                    .messageId("1")
                    .receiptHandle("handle")
                    .body("{}")
                    .build();
            return ReceiveMessageResponse.builder()
                    .messages(wasTaken ? List.of() : List.of(message))
                    .build();
        }

        @Override
        public synchronized ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
                ChangeMessageVisibilityBatchRequest request) {
            if (failures > 0) {
                failures--;
                throw SdkClientException.create("connection lost");
            }
            request.entries().forEach(entry -> timeouts.add(entry.visibilityTimeout()));
            return ChangeMessageVisibilityBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
