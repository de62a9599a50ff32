package dev.streamecho.trigger.mapping;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message of a queue, as it was received.
 *
 * @param messageId the same whenever it is received
 * @param receiptHandle of this receipt; a later one makes it invalid
 * @param receiveCount how often it was received, with this time
 * @param sentAt when it was sent
 * @param attributes those that SQS gives it, in the order and with the values that the event has
 * @param messageAttributes those that its sender gave it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public record QueueMessage(
        String messageId,
        String receiptHandle,
        String body,
        int receiveCount,
        Instant sentAt,
        Map<String, String> attributes,
        Map<String, Attribute> messageAttributes) {

    /**
     * An attribute that the sender gave a message.
     *
     * @param dataType {@code String}, {@code Number} or {@code Binary}, possibly with a label of the sender's after a dot
     * @param value Base64 if it is binary
     */
    public record Attribute(String dataType, String value) {

        boolean isBinary() {
            return dataType.startsWith("Binary");
        }
    }

    public QueueMessage {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        messageAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(messageAttributes));
    }

    static int highestReceiveCount(List<QueueMessage> messages) {
        return messages.stream().mapToInt(QueueMessage::receiveCount).max().orElse(1);
    }
}
