package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the service tells the destination of a discarded batch; the order of the keys is the service's.
 *
 * <p>Of a batch whose records were too old before the first call the service says that it was invoked once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded batches</a>
 */
public final class OnFailureMessage {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS = format("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter KEY = format("uuuu/MM/dd/uuuu-MM-dd'T'HH.mm.ss");

    private OnFailureMessage() {}

    /** Returns the message that a queue or topic gets: no data of the records. It is JSON, in UTF-8. */
    public static byte[] json(DiscardedBatch batch) {
        return json(batch, Optional.empty());
    }

    /** Returns the object that a bucket gets: with the whole event, as a string. */
    static byte[] jsonWithPayload(DiscardedBatch batch) {
        byte[] event = EventEncoder.encode(batch.records());
        return json(batch, Optional.of(new String(event, StandardCharsets.UTF_8)));
    }

    /**
     * Returns the key of the object that a bucket gets. It is a path here, and a stream elsewhere names its shards as
     * it likes.
     */
    static String objectKey(DiscardedBatch batch, UUID random) {
        return "aws/lambda/%s/%s/%s-%s"
                .formatted(batch.mapping().uuid(), FileNames.encode(batch.shardId()), KEY.format(batch.at()), random);
    }

    private static byte[] json(DiscardedBatch batch, Optional<String> payload) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("requestContext");
            json.writeStringField(
                    "requestId",
                    batch.requestId().orElseGet(() -> UUID.randomUUID().toString()));
            json.writeStringField("functionArn", batch.mapping().function().arn());
            json.writeStringField("condition", batch.condition());
            json.writeNumberField("approximateInvokeCount", Math.max(1, batch.approximateInvokeCount()));
            json.writeEndObject();
            if (batch.condition().equals(Command.Condition.RETRY_ATTEMPTS_EXHAUSTED.toString())) {
                writeResponseContext(json, batch);
            }
            json.writeStringField("version", "1.0");
            json.writeStringField("timestamp", MILLISECONDS.format(batch.at()));
            writeBatchInfo(json, batch);
            if (payload.isPresent()) {
                json.writeStringField("payload", payload.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeResponseContext(JsonGenerator json, DiscardedBatch batch) throws IOException {
        json.writeObjectFieldStart("responseContext");
        json.writeNumberField("statusCode", 200);
        json.writeStringField("executedVersion", batch.mapping().function().version());
        json.writeStringField("functionError", batch.functionError().orElse(false) ? "Unhandled" : null);
        json.writeEndObject();
    }

    private static void writeBatchInfo(JsonGenerator json, DiscardedBatch batch) throws IOException {
        List<ChangeRecord> records = batch.records();
        ChangeRecord first = records.get(0);
        ChangeRecord last = records.get(records.size() - 1);
        json.writeObjectFieldStart("DDBStreamBatchInfo");
        json.writeStringField("shardId", batch.shardId());
        json.writeStringField("startSequenceNumber", first.sequenceNumber().digits());
        json.writeStringField("endSequenceNumber", last.sequenceNumber().digits());
        json.writeStringField("approximateArrivalOfFirstRecord", wholeSeconds(first.arrival()));
        json.writeStringField("approximateArrivalOfLastRecord", wholeSeconds(last.arrival()));
        json.writeNumberField("batchSize", records.size());
        json.writeStringField("streamArn", batch.mapping().streamArn());
        json.writeEndObject();
    }

    private static String wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }
}
