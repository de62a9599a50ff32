package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Writes the {@code dynamodb} part of a record as the service delivered it: the same fields and types, numbers as the
 * text they came as, binary as base64, nothing where nothing was.
 *
 * <p>Three things are lost before this class sees the record, because the Lambda runtime reads the event into Java
 * objects: fields that {@link StreamRecord} does not have; digits of {@code ApproximateCreationDateTime} after the third
 * decimal place, as it becomes a {@link Date} (the service sends whole seconds); and an
 * {@code ApproximateCreationDateTime} of 0.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord
 *     in the DynamoDB Streams API</a>
 */
final class StreamRecordJson {
    private static final int MILLIS_PER_SECOND = 1000;

    private StreamRecordJson() {}

    /**
     * Writes one JSON object.
     *
     * @throws IllegalArgumentException if the record is null, or has an attribute value without a type
     */
    static void write(StreamRecord record, JsonGenerator json) throws IOException {
        if (record == null) {
            throw new IllegalArgumentException("The record has no dynamodb");
        }
        json.writeStartObject();
        writeTime(record.getApproximateCreationDateTime(), json);
        writeItem("Keys", record.getKeys(), json);
        writeItem("NewImage", record.getNewImage(), json);
        writeItem("OldImage", record.getOldImage(), json);
        writeText("SequenceNumber", record.getSequenceNumber(), json);
        if (record.getSizeBytes() != null) {
            json.writeNumberField("SizeBytes", record.getSizeBytes());
        }
        writeText("StreamViewType", record.getStreamViewType(), json);
        json.writeEndObject();
    }

    private static void writeTime(Date time, JsonGenerator json) throws IOException {
        if (time == null) {
            return;
        }
        json.writeFieldName("ApproximateCreationDateTime");
        long millis = time.getTime();
        if (millis % MILLIS_PER_SECOND == 0) {
            json.writeNumber(millis / MILLIS_PER_SECOND);
        } else {
            json.writeNumber(BigDecimal.valueOf(millis, 3));
        }
    }

    private static void writeItem(String name, Map<String, AttributeValue> item, JsonGenerator json)
            throws IOException {
        if (item != null) {
            json.writeFieldName(name);
            writeAttributes(item, json);
        }
    }

    private static void writeAttributes(Map<String, AttributeValue> attributes, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            json.writeFieldName(attribute.getKey());
            writeValue(attribute.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void writeValue(AttributeValue value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        writeText("S", value.getS(), json);
        writeText("N", value.getN(), json);
        if (value.getB() != null) {
            json.writeFieldName("B");
            writeBinary(value.getB(), json);
        }
        writeTexts("SS", value.getSS(), json);
        writeTexts("NS", value.getNS(), json);
        if (value.getBS() != null) {
            json.writeArrayFieldStart("BS");
            for (ByteBuffer binary : value.getBS()) {
                writeBinary(binary, json);
            }
            json.writeEndArray();
        }
        if (value.getM() != null) {
            json.writeFieldName("M");
            writeAttributes(value.getM(), json);
        }
        if (value.getL() != null) {
            json.writeArrayFieldStart("L");
            for (AttributeValue element : value.getL()) {
                writeValue(element, json);
            }
            json.writeEndArray();
        }
        writeBoolean("NULL", value.getNULL(), json);
        writeBoolean("BOOL", value.getBOOL(), json);
        if (json.getOutputContext().getEntryCount() == 0) {
            throw new IllegalArgumentException("An attribute value has none of the types of DynamoDB");
        }
        json.writeEndObject();
    }

    private static void writeText(String name, String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator json) throws IOException {
        if (texts != null) {
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private static void writeBoolean(String name, Boolean value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    private static void writeBinary(ByteBuffer binary, JsonGenerator json) throws IOException {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        json.writeBinary(bytes);
    }
}
