package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OnFailureMessageTest {
    private static final EventSourceMapping MAPPING = mapping().build();

    private static final List<ChangeRecord> RECORDS =
            List.of(record("100", "2026-01-15T10:00:00.999Z"), record("200", "2026-01-15T10:00:01Z"));

    @Test
    void messageOfABatchWhoseFunctionFailed() {
        DiscardedBatch batch = discarded(
                "RetryAttemptsExhausted", 2, Optional.of("11111111-2222-3333-4444-555555555555"), Optional.of(true));

        assertThat(text(OnFailureMessage.json(batch))).isEqualTo(oneLine("""
                        {"requestContext":{"requestId":"11111111-2222-3333-4444-555555555555",
                        "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:EchoFunction",
                        "condition":"RetryAttemptsExhausted","approximateInvokeCount":2},
                        "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
                        "version":"1.0","timestamp":"2026-01-15T10:02:03.000Z",
                        "DDBStreamBatchInfo":{"shardId":"shardId-1","startSequenceNumber":"100","endSequenceNumber":"200",
                        "approximateArrivalOfFirstRecord":"2026-01-15T10:00:00Z",
                        "approximateArrivalOfLastRecord":"2026-01-15T10:00:01Z","batchSize":2,
                        "streamArn":"arn:aws:dynamodb:us-east-1:000000000000:table/DataTable/stream/2026-01-01T00:00:00.000"}}
                        """));
    }

    @Test
    void functionErrorIsNullWhereTheFunctionAnsweredWithFailures() {
        DiscardedBatch batch = discarded("RetryAttemptsExhausted", 4, Optional.of("id"), Optional.of(false));

        assertThat(text(OnFailureMessage.json(batch)))
                .contains(
                        "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":null}");
    }

    @Test
    void messageOfAnAliasHasTheAliasAndTheVersionThatRan() {
        DiscardedBatch batch = new DiscardedBatch(
                mapping().functionVersion("3").build(),
                "shardId-1",
                "RetryAttemptsExhausted",
                1,
                Optional.of("id"),
                Optional.of(true),
                RECORDS,
                Instant.parse("2026-01-15T10:02:03Z"));

        assertThat(text(OnFailureMessage.json(batch)))
                .contains("\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:EchoFunction:live\"")
                .contains("\"executedVersion\":\"3\"");
    }

    @Test
    void messageOfABatchThatGotTooOldHasNoResponseContext() {
        DiscardedBatch batch = discarded("RecordAgeExceeded", 8, Optional.of("id"), Optional.of(true));

        assertThat(text(OnFailureMessage.json(batch)))
                .startsWith("{\"requestContext\":{\"requestId\":\"id\","
                        + "\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:EchoFunction\","
                        + "\"condition\":\"RecordAgeExceeded\",\"approximateInvokeCount\":8},\"version\":\"1.0\",");
    }

    @Test
    void aBatchTooOldForAFirstCallHasARequestIdAndOneInvocation() throws JsonProcessingException {
        DiscardedBatch batch = discarded("RecordAgeExceeded", 0, Optional.empty(), Optional.empty());

        JsonNode context =
                new ObjectMapper().readTree(text(OnFailureMessage.json(batch))).path("requestContext");

        assertThat(UUID.fromString(context.path("requestId").textValue())).isNotNull();
        assertThat(context.path("approximateInvokeCount").intValue()).isEqualTo(1);
    }

    @Test
    void aBucketGetsTheWholeEventAsAString() {
        DiscardedBatch batch = discarded("RetryAttemptsExhausted", 2, Optional.of("id"), Optional.of(true));
        String message = text(OnFailureMessage.json(batch));

        assertThat(text(OnFailureMessage.jsonWithPayload(batch)))
                .isEqualTo(
                        message.substring(0, message.length() - 1)
                                + ",\"payload\":\"{\\\"Records\\\":[{\\\"eventID\\\":\\\"100\\\"},{\\\"eventID\\\":\\\"200\\\"}]}\"}");
    }

    @Test
    void keyOfAnObjectSaysMappingShardAndTime() {
        DiscardedBatch batch = discarded("RetryAttemptsExhausted", 2, Optional.of("id"), Optional.of(true));
        UUID random = UUID.fromString("99999999-2222-3333-4444-555555555555");

        assertThat(OnFailureMessage.objectKey(batch, random))
                .isEqualTo("aws/lambda/" + MAPPING.uuid()
                        + "/shardId-1/2026/01/15/2026-01-15T10.02.03-99999999-2222-3333-4444-555555555555");
    }

    private static DiscardedBatch discarded(
            String condition, int invocations, Optional<String> requestId, Optional<Boolean> functionError) {
        return new DiscardedBatch(
                MAPPING,
                "shardId-1",
                condition,
                invocations,
                requestId,
                functionError,
                RECORDS,
                Instant.parse("2026-01-15T10:02:03Z"));
    }

    private static ChangeRecord record(String sequenceNumber, String arrival) {
        byte[] json = "{\"eventID\":\"%s\"}".formatted(sequenceNumber).getBytes(StandardCharsets.UTF_8);
        return new ChangeRecord(new SequenceNumber(sequenceNumber), Instant.parse(arrival), "{}", json);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String oneLine(String json) {
        return json.replace("\n", "");
    }
}
