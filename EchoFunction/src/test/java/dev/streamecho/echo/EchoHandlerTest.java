package dev.streamecho.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoHandlerTest {
    private static final String TRACE_HEADER =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"mixed-batch.json", "events/all-types.json", "events/keys-only.json"})
    void recordsAreEchoedInOrderAsTheyWereDelivered(String file) throws IOException {
        String event = Lambda.resource(file);

        handle("INSERT,MODIFY,REMOVE", event);

        List<JsonNode> lines = Lambda.lines(output);
        int i = 0;
        for (JsonNode record : Lambda.json(event).get("Records")) {
            JsonNode line = lines.get(i++);
            assertThat(line.get("level").textValue()).isEqualTo("INFO");
            assertThat(line.get("eventID")).isEqualTo(record.get("eventID"));
            assertThat(line.get("eventName")).isEqualTo(record.get("eventName"));
            assertThat(line.get("dynamodb")).isEqualTo(record.get("dynamodb"));
        }
        assertThat(lines).hasSize(i + 1);
    }

    @Test
    void onlyWantedEventTypesAreEchoed() throws IOException {
        String response = handle("INSERT,MODIFY", """
                {"Records":[
                  {"eventName":"INSERT","dynamodb":{"SequenceNumber":"1"}},
                  {"eventName":"REMOVE","dynamodb":{"SequenceNumber":"2"}},
                  {"eventName":"MODIFY","dynamodb":{"SequenceNumber":"3"}}]}""");

        assertThat(echoed()).containsExactly("1", "3");
        assertThat(counts()).isEqualTo("received 3, echoed 2, filtered 1");
        assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void emptyBatchIsCounted() throws IOException {
        String response = handle("INSERT", "{\"Records\":[]}");

        assertThat(counts()).isEqualTo("received 0, echoed 0, filtered 0");
        assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void recordThatCannotBeEchoedFailsWithAllAfterIt() throws IOException {
        String response = handle("INSERT,MODIFY", """
                {"Records":[
                  {"eventName":"INSERT","dynamodb":{"SequenceNumber":"1"}},
                  {"eventName":"REMOVE","dynamodb":{"SequenceNumber":"2"}},
                  {"eventID":"339f0054c464adbede66198c3d3ba9f2","eventName":"MODIFY",
                   "dynamodb":{"SequenceNumber":"3","NewImage":{"id":{"S":"secret"},"name":{}}}},
                  {"eventName":"REMOVE","dynamodb":{"SequenceNumber":"4"}},
                  {"eventName":"INSERT","dynamodb":{"SequenceNumber":"5"}}]}""");

        assertThat(echoed()).containsExactly("1");
        assertThat(response)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"4\"},"
                        + "{\"itemIdentifier\":\"5\"}]}");
        assertThat(counts()).isEqualTo("received 5, echoed 1, filtered 1, failed 3");
        JsonNode failure = Lambda.lines(output).get(1);
        assertThat(failure.get("level").textValue()).isEqualTo("ERROR");
        assertThat(failure.get("eventID").textValue()).isEqualTo("339f0054c464adbede66198c3d3ba9f2");
        assertThat(failure.get("eventName").textValue()).isEqualTo("MODIFY");
        assertThat(failure.get("errorType").textValue()).isEqualTo("java.lang.IllegalArgumentException");
        // The data point of FailedRecordsAlarm.
        assertThat(failure.get("FailedRecords").intValue()).isOne();
        assertThat(failure.get("errorMessage").textValue())
                .isEqualTo("An attribute value has none of the types of DynamoDB");
        assertThat(failure.get("stackTrace").textValue()).contains("at dev.streamecho.echo.RecordHandler.handle(");
        assertThat(failure.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'eventName':'INSERT'}",
                "{'eventName':'INSERT','dynamodb':{'NewImage':{'name':{}}}}",
            })
    void failedRecordWithoutSequenceNumberFailsTheWholeBatch(String failing) throws IOException {
        String response = handle(
                "INSERT",
                "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"SequenceNumber\":\"1\"}},"
                        + failing.replace('\'', '"') + "]}");

        assertThat(response).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}");
        assertThat(counts()).isEqualTo("received 2, echoed 1, filtered 0, failed 1");
    }

    @Test
    void recordWithoutEventNameFails() throws IOException {
        String response = handle("INSERT", "{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":\"1\"}}]}");

        assertThat(response).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
        assertThat(counts()).isEqualTo("received 1, echoed 0, filtered 0, failed 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"detail-type\":\"Scheduled Event\"}"})
    void eventThatIsNotFromAStreamIsAnError(String event) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handle("INSERT", event))
                .withMessage("The event has no Records: it is not from a DynamoDB stream");
    }

    @Test
    void logThatCannotBeWrittenIsAnError() {
        IOException full = new IOException("No space left on device");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        EchoHandler handler = new EchoHandler("INSERT", broken, Clock.systemUTC());
        DynamodbEvent event = Lambda.event("{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{}}]}");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> handler.handleRequest(event, Lambda.context(TRACE_HEADER)))
                .withMessage("The log could not be written")
                .withCause(full);
    }

    @Test
    void lineThatCannotBeWrittenFailsItsRecord() throws IOException {
        OutputStream brokenOnce = new FilterOutputStream(output) {
            private boolean wasBroken;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!wasBroken) {
                    wasBroken = true;
                    throw new IOException("Interrupted system call");
                }
                out.write(bytes, offset, length);
            }
        };
        EchoHandler handler = new EchoHandler("INSERT", brokenOnce, Clock.systemUTC());
        DynamodbEvent event = Lambda.event("""
                {"Records":[
                  {"eventName":"INSERT","dynamodb":{"SequenceNumber":"1"}},
                  {"eventName":"INSERT","dynamodb":{"SequenceNumber":"2"}}]}""");

        String response = Lambda.response(handler.handleRequest(event, Lambda.context(TRACE_HEADER)));

        assertThat(response)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"}]}");
        assertThat(echoed()).isEmpty();
        assertThat(counts()).isEqualTo("received 2, echoed 0, filtered 0, failed 2");
    }

    @Test
    void constructorThatLambdaCallsReadsTheEnvironment() {
        assertThat(System.getenv("EVENT_TYPES")).isNotNull();
        assertThatNoException().isThrownBy(EchoHandler::new);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "INSERT,UPDATE"})
    void startFailsWithoutAListOfEventTypes(String eventTypes) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new EchoHandler(eventTypes, output, Clock.systemUTC()))
                .withMessageStartingWith("EVENT_TYPES is ");
    }

    private String handle(String eventTypes, String event) {
        return Lambda.response(new EchoHandler(eventTypes, output, Clock.systemUTC())
                .handleRequest(Lambda.event(event), Lambda.context(TRACE_HEADER)));
    }

    private List<String> echoed() throws IOException {
        List<String> sequenceNumbers = new ArrayList<>();
        for (JsonNode line : Lambda.lines(output)) {
            if (line.has("dynamodb")) {
                sequenceNumbers.add(line.at("/dynamodb/SequenceNumber").textValue());
            }
        }
        return sequenceNumbers;
    }

    private String counts() throws IOException {
        List<JsonNode> lines = Lambda.lines(output);
        JsonNode last = lines.get(lines.size() - 1);
        String counts = "received " + last.get("received") + ", echoed " + last.get("echoed") + ", filtered "
                + last.get("filtered");
        return last.has("failed") ? counts + ", failed " + last.get("failed") : counts;
    }
}
