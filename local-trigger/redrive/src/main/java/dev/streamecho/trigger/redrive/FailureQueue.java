package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * The queue to which a mapping sends the descriptions of batches that it discarded. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">
 *     Amazon SQS visibility timeout</a>
 */
final class FailureQueue {
    /** How long a message that was received is hidden from others, unless that is extended. */
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    /** How many messages the service gives or takes in one call. */
    private static final int PAGE = 10;

    /** With a wait all servers of the service are asked, and not only some. */
    private static final int WAIT_SECONDS = 1;

    private final SqsClient client;
    private final String url;
    private final Duration visibilityTimeout;

    /** Makes a queue of an address; the client stays the caller's. */
    FailureQueue(SqsClient client, String url) {
        this(client, url, VISIBILITY_TIMEOUT);
    }

    FailureQueue(SqsClient client, String url, Duration visibilityTimeout) {
        this.client = client;
        this.url = url;
        this.visibilityTimeout = visibilityTimeout;
    }

    /**
     * How many messages it has.
     *
     * @param visible those that can be received
     * @param inFlight those that somebody has received and not deleted; they come back
     */
    record Count(int visible, int inFlight) {}

    /** Returns how many messages it has, approximately, as the service counts them. */
    Count count() {
        Map<QueueAttributeName, String> attributes = call(() ->
                        client.getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)))
                .attributes();
        return new Count(
                number(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                number(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    private static int number(@Nullable String string) {
        return string == null ? 0 : Integer.parseInt(string);
    }

    /**
     * Takes up to {@code most} of its messages, and hides them from others until the claim is closed.
     *
     * @throws UserError if there is no such queue, or it cannot be read
     */
    Claim claim(int most) {
        Claim claim = new Claim(this, visibilityTimeout);
        try {
            // A message that was hidden for too long comes again, so there is a limit of pages too.
            for (int page = 0; page < most && claim.size() < most; page++) {
                List<QueueMessage> received = receive(Math.min(PAGE, most - claim.size()));
                if (received.isEmpty()) {
                    return claim;
                }
                claim.add(received);
            }
            return claim;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private List<QueueMessage> receive(int most) {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(most)
                .visibilityTimeout((int) visibilityTimeout.toSeconds())
                .waitTimeSeconds(WAIT_SECONDS)
                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                .build();
        return call(() -> client.receiveMessage(request)).messages().stream()
                .map(FailureQueue::read)
                .toList();
    }

    private static QueueMessage read(Message message) {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new QueueMessage(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                sent == null ? Instant.now() : Instant.ofEpochMilli(Long.parseLong(sent)));
    }

    void delete(QueueMessage message) {
        call(() -> client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
    }

    /** Hides messages for that long from now on; one that cannot be hidden is skipped. */
    void hide(List<QueueMessage> messages, Duration time) {
        for (int from = 0; from < messages.size(); from += PAGE) {
            Map<String, ChangeMessageVisibilityBatchRequestEntry> entries = new LinkedHashMap<>();
            for (QueueMessage message : messages.subList(from, Math.min(from + PAGE, messages.size()))) {
                String id = String.valueOf(entries.size());
                entries.put(
                        id,
                        ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id(id)
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout((int) time.toSeconds())
                                .build());
            }
            call(() -> client.changeMessageVisibilityBatch(
                    request -> request.queueUrl(url).entries(entries.values())));
        }
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueDoesNotExistException e) {
            throw new UserError("there is no queue " + url, e);
        } catch (SdkException e) {
            throw new UserError("the queue %s cannot be read: %s".formatted(url, AwsDeployment.reason(e)), e);
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
