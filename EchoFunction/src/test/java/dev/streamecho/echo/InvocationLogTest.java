package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T09:31:00.123Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void lineStartsWithWhatAllLinesHave() throws IOException {
        InvocationLog log = log("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1");

        log.startLine("INFO", "Mail sent").name("to").value("Ada");
        log.endLine();

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
        log(traceHeader).counts(0, 0, 0, 0);

        assertThat(Lambda.lines(output))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("xray_trace_id").textValue()).isEqualTo(traceId));
    }

    @Test
    void lineThatWasNotEndedIsDropped() throws IOException {
        InvocationLog log = log(null);

        log.startLine("INFO", "Half a line").name("half").value("done");
        log.counts(1, 0, 0, 1);

        assertThat(Lambda.lines(output))
                .singleElement()
                .satisfies(line -> assertThat(line.get("message").textValue()).isEqualTo("Batch done"));
    }

    @Test
    void lineThatIsKeptIsWrittenWithTheNext() throws IOException {
        InvocationLog log = log(null);

        log.startLine("INFO", "Kept");
        log.keepLine();
        assertThat(output.size()).isZero();
        log.counts(1, 1, 0, 0);

        assertThat(Lambda.lines(output))
                .extracting(line -> line.get("message").textValue())
                .containsExactly("Kept", "Batch done");
    }

    @Test
    void lineThatIsKeptStaysWhenTheNextIsDropped() throws IOException {
        InvocationLog log = log(null);

        log.startLine("INFO", "Kept");
        log.keepLine();
        log.startLine("INFO", "Half a line");
        log.write();

        assertThat(Lambda.lines(output))
                .singleElement()
                .satisfies(line -> assertThat(line.get("message").textValue()).isEqualTo("Kept"));
    }

    private InvocationLog log(String traceHeader) {
        return new InvocationLog(output, CLOCK, Lambda.context(traceHeader));
    }
}
