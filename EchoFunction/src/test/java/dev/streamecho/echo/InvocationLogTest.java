package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T09:31:00.123Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void lineStartsWithWhatAllLinesHave() throws IOException {
        InvocationLog log = log("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1");

        log.info("Mail sent", "to", "Ada");

        assertThat(output.toString(UTF_8))
                .isEqualTo("{\"level\":\"INFO\",\"message\":\"Mail sent\",\"service\":\"EchoFunction\","
                        + "\"timestamp\":\"2026-01-15T09:31:00.123Z\","
                        + "\"xray_trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\","
                        + "\"requestId\":\"8f6ad7c2-1d2a-4c5f-9f5c-0f6c8f1f2a3b\",\"to\":\"Ada\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "Root=1-5759e988-bd862e3fe1be46a994272793, 1-5759e988-bd862e3fe1be46a994272793",
                "Sampled=0;Root=1-5759e988-bd862e3fe1be46a994272793, 1-5759e988-bd862e3fe1be46a994272793",
                "Parent=557abcec3ee5a047;Sampled=1, null",
                "'', null",
                "null, null"
            })
    void traceIdIsTheRootOfTheTraceHeader(String traceHeader, String traceId) throws IOException {
        log(traceHeader).info("Mail sent");

        assertThat(Lambda.lines(output))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("xray_trace_id").textValue()).isEqualTo(traceId));
    }

    @Test
    void failedRecordIsADataPointInTheEmbeddedMetricFormat() throws IOException {
        log(null).failedRecord("Record failed", new IllegalStateException("no such customer"), "eventID", "1");

        assertThat(Lambda.lines(output)).singleElement().satisfies(line -> {
            assertThat(line.get("errorMessage").textValue()).isEqualTo("no such customer");
            assertThat(line.get("_aws").toString())
                    .isEqualTo("{\"Timestamp\":" + CLOCK.millis() + ",\"CloudWatchMetrics\":["
                            + "{\"Namespace\":\"StreamEcho\",\"Dimensions\":[[\"service\"]],"
                            + "\"Metrics\":[{\"Name\":\"FailedRecords\",\"Unit\":\"Count\"}]}]}");
            assertThat(line.get("FailedRecords").intValue()).isOne();
            assertThat(line.get("service").textValue()).isEqualTo("EchoFunction");
        });
    }

    @Test
    void fieldsAreWrittenInTheirTypeAndOrder() throws IOException {
        StreamRecord change = new StreamRecord().withSequenceNumber("7");

        log(null)
                .warn(
                        "Mail late",
                        "to",
                        null,
                        "attempt",
                        2,
                        "cost",
                        0.5,
                        "again",
                        true,
                        "change",
                        change,
                        "at",
                        Path.of("x"));

        assertThat(output.toString(UTF_8))
                .startsWith("{\"level\":\"WARN\",\"message\":\"Mail late\"")
                .endsWith(",\"to\":null,\"attempt\":2,\"cost\":0.5,\"again\":true,"
                        + "\"change\":{\"SequenceNumber\":\"7\"},\"at\":\"x\"}\n");
    }

    @Test
    void errorHasItsCauseAfterItsFields() throws IOException {
        log(null).error("Mail lost", new IllegalStateException("no address"), "to", "Ada");

        assertThat(Lambda.lines(output)).singleElement().satisfies(line -> {
            assertThat(line.get("level").textValue()).isEqualTo("ERROR");
            assertThat(line.get("to").textValue()).isEqualTo("Ada");
            assertThat(line.get("errorType").textValue()).isEqualTo("java.lang.IllegalStateException");
            assertThat(line.get("errorMessage").textValue()).isEqualTo("no address");
            assertThat(line.get("stackTrace").textValue()).contains("at " + InvocationLogTest.class.getName());
        });
    }

    @Test
    void lineWhoseFieldsCannotBeWrittenIsLeftOut() throws IOException {
        InvocationLog log = log(null);
        StreamRecord broken = new StreamRecord().withKeys(Map.of("id", new AttributeValue()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.info("Half a line", "change", broken))
                .withMessage("An attribute value has none of the types of DynamoDB");
        log.info("A whole line");

        assertThat(Lambda.lines(output))
                .singleElement()
                .satisfies(line -> assertThat(line.get("message").textValue()).isEqualTo("A whole line"));
    }

    @Test
    void nameWithoutAValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log(null).info("Mail sent", "to"))
                .withMessage("The field to has no value");
    }

    private InvocationLog log(String traceHeader) {
        return new InvocationLog(output, CLOCK, Lambda.context(traceHeader));
    }
}
