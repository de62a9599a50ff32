package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts the records of a batch into the event that the function gets. */
public final class EventEncoder {
    /** What a window adds beside its state, at most. */
    private static final int WINDOW_BYTES = 1024;

    private static final byte[] HEAD = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);
    private static final JsonFactory JSON = new JsonFactory();

    private EventEncoder() {}

    /** Returns what a record adds to the payload, in bytes. */
    public static int sizeOf(ChangeRecord record) {
        return sizeOf(record.json());
    }

    /** What a record that is encoded adds to the payload, in bytes. */
    static int sizeOf(byte[] json) {
        return json.length + 1;
    }

    /** Returns whether records of that many bytes together are too much for one invocation. */
    public static boolean exceedsPayloadLimit(long bytesOfRecords) {
        return exceedsPayloadLimit(bytesOfRecords, Optional.empty());
    }

    static boolean exceedsPayloadLimit(long bytesOfRecords, Optional<TumblingWindow> window) {
        int bytesOfWindow = window.map(open -> open.stateBytes() + WINDOW_BYTES).orElse(0);
        return bytesOfRecords + bytesOfWindow + HEAD.length + TAIL.length > LambdaFunction.PAYLOAD_LIMIT_BYTES;
    }

    /** Returns the event of a mapping without a tumbling window, as UTF-8 JSON. */
    public static byte[] encode(List<ChangeRecord> records) {
        return encode(records, "", "", Optional.empty());
    }

    /** Returns the event of records that are encoded. */
    static byte[] encodeAll(List<byte[]> records) {
        ByteArrayOutputStream event = start(records);
        event.writeBytes(TAIL);
        return event.toByteArray();
    }

    /**
     * Returns the event; with a window it also has what the service adds for that, and without records it is the
     * window's last.
     */
    static byte[] encode(
            List<ChangeRecord> records, String shardId, String streamArn, Optional<TumblingWindow> window) {
        ByteArrayOutputStream event =
                start(records.stream().map(ChangeRecord::json).toList());
        if (window.isEmpty()) {
            event.writeBytes(TAIL);
        } else {
            event.write(']');
            event.write(',');
            byte[] fields = fields(window.get(), records.isEmpty(), shardId, streamArn);
            event.write(fields, 1, fields.length - 1);
        }
        return event.toByteArray();
    }

    /** Returns the event as far as its records, with room for its end. */
    private static ByteArrayOutputStream start(List<byte[]> records) {
        int size = HEAD.length + TAIL.length;
        for (byte[] record : records) {
            size += sizeOf(record);
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream(size);
        event.writeBytes(HEAD);
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                event.write(',');
            }
            event.writeBytes(records.get(i));
        }
        return event;
    }

    private static byte[] fields(TumblingWindow window, boolean isFinal, String shardId, String streamArn) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("window");
            json.writeStringField("start", window.start().toString());
            json.writeStringField("end", window.end().toString());
            json.writeEndObject();
            json.writeFieldName("state");
            json.writeRawValue(window.state());
            json.writeStringField("shardId", shardId);
            json.writeStringField("eventSourceARN", streamArn);
            json.writeBooleanField("isFinalInvokeForWindow", isFinal);
            json.writeBooleanField("isWindowTerminatedEarly", isFinal && window.isOverfull());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
