package dev.streamecho.trigger.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Encodes records of the SDK as Lambda delivers them; the keys have the order of AWS's own sample.
 *
 * <p>This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with DynamoDB</a>
 */
public final class RecordEncoder {
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /**
     * What DynamoDB Local calls a delete by time to live (in this process, over HTTP), without a {@code userIdentity}; the
     * service knows no other name than the three.
     */
    private static final Set<String> EXPIRED = Set.of("EXPIRE", "UNKNOWN_TO_SDK_VERSION");

    static final Identity TIME_TO_LIVE = Identity.builder()
            .type("Service")
            .principalId("dynamodb.amazonaws.com")
            .build();

    private final String region;
    private final String streamArn;

    /**
     * Makes an encoder for the records of one stream.
     *
     * @param region the records' {@code awsRegion}
     * @param streamArn the records' {@code eventSourceARN}
     */
    public RecordEncoder(String region, String streamArn) {
        this.region = region;
        this.streamArn = streamArn;
    }

    /**
     * Returns a record as Lambda delivers it.
     *
     * @param arrival when the change was written; the event has its whole seconds
     */
    public ChangeRecord encode(Record record, Instant arrival) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, record, arrival);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StreamRecord change = record.dynamodb();
        SequenceNumber number = new SequenceNumber(change.sequenceNumber());
        return new ChangeRecord(number, arrival, ItemKey.of(change.keys()), bytes.toByteArray());
    }

    private void write(JsonGenerator json, Record record, Instant arrival) throws IOException {
        boolean expired = EXPIRED.contains(record.eventNameAsString());
        Identity identity = expired ? TIME_TO_LIVE : record.userIdentity();
        json.writeStartObject();
        // DynamoDB Local's ids are UUIDs with dashes; the service's are the 32 digits alone.
        json.writeStringField("eventID", record.eventID().replace("-", ""));
        json.writeStringField("eventName", expired ? OperationType.REMOVE.toString() : record.eventNameAsString());
        json.writeStringField("eventVersion", record.eventVersion());
        json.writeStringField("eventSource", record.eventSource());
        json.writeStringField("awsRegion", region);
        json.writeFieldName("dynamodb");
        writeChange(json, record.dynamodb(), arrival);
        json.writeStringField("eventSourceARN", streamArn);
        if (identity != null) {
            writeIdentity(json, identity);
        }
        json.writeEndObject();
    }

    private static void writeChange(JsonGenerator json, StreamRecord change, Instant arrival) throws IOException {
        json.writeStartObject();
        json.writeNumberField("ApproximateCreationDateTime", arrival.getEpochSecond());
        writeItem(json, "Keys", change.hasKeys(), change.keys());
        writeItem(json, "NewImage", change.hasNewImage(), change.newImage());
        writeItem(json, "OldImage", change.hasOldImage(), change.oldImage());
        json.writeStringField("SequenceNumber", change.sequenceNumber());
        json.writeNumberField("SizeBytes", change.sizeBytes());
        json.writeStringField("StreamViewType", change.streamViewTypeAsString());
        json.writeEndObject();
    }

    private static void writeItem(JsonGenerator json, String name, boolean present, Map<String, AttributeValue> item)
            throws IOException {
        if (present) {
            json.writeFieldName(name);
            AttributeValueJson.writeItem(json, item);
        }
    }

    private static void writeIdentity(JsonGenerator json, Identity identity) throws IOException {
        json.writeObjectFieldStart("userIdentity");
        json.writeStringField("type", identity.type());
        json.writeStringField("principalId", identity.principalId());
        json.writeEndObject();
    }
}
