package dev.streamecho.trigger.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Splits the event that S3 got into its records. */
final class EventPayload {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EventPayload() {}

    /**
     * Returns the records of an event of a DynamoDB stream, each as it is in the event.
     *
     * @throws RedriveException if it is not such an event
     */
    static List<ChangeRecord> records(String event) throws RedriveException {
        try {
            JsonNode list = JSON.readTree(event).path("Records");
            if (!list.isArray() || list.isEmpty()) {
                throw new RedriveException("its payload is not an event: it has no Records");
            }
            List<ChangeRecord> records = new ArrayList<>(list.size());
            for (JsonNode record : list) {
                records.add(record(record, records.size()));
            }
            return records;
        } catch (JsonProcessingException e) {
            throw new RedriveException("its payload is not JSON: " + JsonErrors.inOneLine(e), e);
        }
    }

    private static ChangeRecord record(JsonNode record, int index) throws RedriveException, JsonProcessingException {
        JsonNode change = record.path("dynamodb");
        if (!change.path("SequenceNumber").isTextual()) {
            throw new RedriveException(
                    "its payload is not an event of a DynamoDB stream: Records[%d] has no dynamodb.SequenceNumber"
                            .formatted(index));
        }
        long seconds = change.path("ApproximateCreationDateTime").asLong();
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw new RedriveException(
                    "its payload is not an event of a DynamoDB stream: Records[%d] has no time".formatted(index));
        }
        return new ChangeRecord(
                new SequenceNumber(change.path("SequenceNumber").textValue()),
                Instant.ofEpochSecond(seconds),
                change.path("Keys").toString(),
                JSON.writeValueAsBytes(record));
    }
}
