package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.streamecho.echo.json.JsonWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Writes the {@code dynamodb} part of a record as the service delivered it: the same fields and types, numbers as the
 * strings that they came as, binary values as base64, and no field that was absent.
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
     * @throws IllegalArgumentException if an attribute value has no type
     */
    static void write(StreamRecord record, JsonWriter json) {
        json.beginObject();
        writeTime(record.getApproximateCreationDateTime(), json);
        writeItem("Keys", record.getKeys(), json);
        writeItem("NewImage", record.getNewImage(), json);
        writeItem("OldImage", record.getOldImage(), json);
        writeString("SequenceNumber", record.getSequenceNumber(), json);
        if (record.getSizeBytes() != null) {
            json.name("SizeBytes").value(record.getSizeBytes());
        }
        writeString("StreamViewType", record.getStreamViewType(), json);
        json.endObject();
    }

    private static void writeTime(Date time, JsonWriter json) {
        if (time == null) {
            return;
        }
        json.name("ApproximateCreationDateTime");
        long millis = time.getTime();
        if (millis % MILLIS_PER_SECOND == 0) {
            json.value(millis / MILLIS_PER_SECOND);
        } else {
            json.value(BigDecimal.valueOf(millis, 3));
        }
    }

    private static void writeItem(String name, Map<String, AttributeValue> item, JsonWriter json) {
        if (item != null) {
            json.name(name);
            writeAttributes(item, json);
        }
    }

    private static void writeAttributes(Map<String, AttributeValue> attributes, JsonWriter json) {
        json.beginObject();
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            json.name(attribute.getKey());
            writeValue(attribute.getValue(), json);
        }
        json.endObject();
    }

    private static void writeValue(AttributeValue value, JsonWriter json) {
        if (value == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        int emptySize = json.size();
        writeString("S", value.getS(), json);
        writeString("N", value.getN(), json);
        if (value.getB() != null) {
            json.name("B").value(value.getB());
        }
        writeStrings("SS", value.getSS(), json);
        writeStrings("NS", value.getNS(), json);
        if (value.getBS() != null) {
            json.name("BS").beginArray();
            for (ByteBuffer binary : value.getBS()) {
                json.value(binary);
            }
            json.endArray();
        }
        if (value.getM() != null) {
            json.name("M");
            writeAttributes(value.getM(), json);
        }
        if (value.getL() != null) {
            json.name("L").beginArray();
            for (AttributeValue element : value.getL()) {
                writeValue(element, json);
            }
            json.endArray();
        }
        writeBoolean("NULL", value.getNULL(), json);
        writeBoolean("BOOL", value.getBOOL(), json);
        if (json.size() == emptySize) {
            throw new IllegalArgumentException("An attribute value has none of the types of DynamoDB");
        }
        json.endObject();
    }

    private static void writeString(String name, String string, JsonWriter json) {
        if (string != null) {
            json.name(name).value(string);
        }
    }

    private static void writeStrings(String name, List<String> strings, JsonWriter json) {
        if (strings != null) {
            json.name(name).beginArray();
            for (String string : strings) {
                json.value(string);
            }
            json.endArray();
        }
    }

    private static void writeBoolean(String name, Boolean value, JsonWriter json) {
        if (value != null) {
            json.name(name).value(value);
        }
    }
}
