package dev.streamecho.trigger.queue;

import java.util.Map;

/**
 * A message of a queue, with the names that it has in SQS's API; what it does not have is {@code null}.
 *
 * @param sentTimestamp in milliseconds since 1970
 */
record KeptMessage(
        String messageId,
        String body,
        long sentTimestamp,
        Map<String, Attribute> messageAttributes,
        String messageGroupId,
        String messageDeduplicationId,
        String sequenceNumber,
        String awsTraceHeader) {

    /** An attribute's value: a string, or Base64 where the data type is binary. */
    record Attribute(String dataType, String value) {}

    /** A message of nothing but a body and attributes. */
    static KeptMessage of(String messageId, String body, Map<String, Attribute> attributes, long sentTimestamp) {
        return new KeptMessage(messageId, body, sentTimestamp, attributes, null, null, null, null);
    }
}
