package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.streamecho.trigger.mapping.QueueMessage.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A message with the record that the event has of it.
 *
 * @param json UTF-8, in the service's order
 */
record EncodedMessage(QueueMessage message, byte[] json) {
    private static final JsonFactory JSON = new JsonFactory();

    static EncodedMessage of(QueueMessage message, QueueMapping mapping) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("messageId", message.messageId());
            json.writeStringField("receiptHandle", message.receiptHandle());
            json.writeStringField("body", message.body());
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            writeMessageAttributes(message.messageAttributes(), mapping, json);
            json.writeStringField("md5OfBody", MessageDigests.ofBody(message.body()));
            json.writeStringField("eventSource", "aws:sqs");
            json.writeStringField("eventSourceARN", mapping.source().queueArn());
            json.writeStringField("awsRegion", mapping.source().region());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EncodedMessage(message, bytes.toByteArray());
    }

    private static void writeMessageAttributes(
            Map<String, Attribute> attributes, QueueMapping mapping, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("messageAttributes");
        for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
            Attribute attribute = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField(attribute.isBinary() ? "binaryValue" : "stringValue", attribute.value());
            writeEmptyList("stringListValues", json);
            writeEmptyList("binaryListValues", json);
            json.writeStringField("dataType", attribute.dataType());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (!attributes.isEmpty()) {
            json.writeStringField("md5OfMessageAttributes", MessageDigests.ofAttributes(attributes));
        } else if (!mapping.batching().maximumBatchingWindow().isZero()) {
            // So was recorded of the service: without a window it is absent.
            json.writeNullField("md5OfMessageAttributes");
        }
    }

    private static void writeEmptyList(String field, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        json.writeEndArray();
    }
}
