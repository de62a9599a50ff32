package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.journal.EventCounts;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class InvocationsFileTest {
    private static final Invocation INVOCATION = new Invocation(
            "3f1d2c9a-0000-4000-8000-000000000001",
            Instant.parse("2026-01-15T09:31:00.004Z"),
            Duration.ofNanos(1_234_567),
            Optional.empty(),
            new Invocation.Success(new byte[0]));
    private static final InvocationReport REPORT = new InvocationReport(
            "DataTableStream",
            "EchoFunction",
            2,
            3,
            Optional.of(new SequenceNumber("100")),
            Optional.of(new SequenceNumber("102")),
            InvocationReport.Result.PARTIAL,
            1,
            Optional.of(Duration.ofMillis(4)),
            5,
            Optional.of("the response reports 101"),
            INVOCATION,
            Optional.empty(),
            Optional.empty());

    private static final EventCounts COUNTS = new EventCounts(9, 5, 6, 5, 1, 2);

    @Test
    void aLineHasTheDocumentedFields() {
        assertThat(InvocationsFile.line(REPORT, COUNTS))
                .isEqualTo("{\"mapping\":\"DataTableStream\",\"function\":\"EchoFunction\","
                        + "\"requestId\":\"3f1d2c9a-0000-4000-8000-000000000001\",\"attempt\":2,\"batchSize\":3,"
                        + "\"startSequenceNumber\":\"100\",\"endSequenceNumber\":\"102\",\"outcome\":\"partial\","
                        + "\"reason\":\"the response reports 101\","
                        + "\"durationMs\":1.235,\"initDurationMs\":null,\"latencyMs\":4.000,\"filtered\":5,"
                        + "\"eventCounts\":{\"PolledEventCount\":9,\"FilteredOutEventCount\":5,\"InvokedEventCount\":6,"
                        + "\"FailedInvokeEventCount\":5,\"DroppedEventCount\":1,"
                        + "\"OnFailureDestinationDeliveredEventCount\":2}}");
    }

    @Test
    void ofMessagesTheLineHasTheirIdsAndNoSequenceNumbers() {
        InvocationReport report = new InvocationReport(
                "Jobs",
                "Worker",
                1,
                2,
                Optional.empty(),
                Optional.empty(),
                InvocationReport.Result.SUCCESS,
                2,
                Optional.of(Duration.ofMillis(4)),
                0,
                Optional.empty(),
                INVOCATION,
                Optional.empty(),
                Optional.of(new InvocationReport.Messages(List.of("a", "b"), List.of(), Optional.empty())));

        assertThat(InvocationsFile.line(report, COUNTS))
                .contains("\"startSequenceNumber\":null,\"endSequenceNumber\":null")
                .contains(",\"filtered\":0,\"messageIds\":[\"a\",\"b\"],\"eventCounts\":");
    }

    @Test
    void aDiskThatIsFullIsSaidOnceAndTheRunGoesOn() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "left out: a full disk, because there is no /dev/full");
        StringWriter shown = new StringWriter();

        try (InvocationsFile invocations = InvocationsFile.open(full)) {
            RecordingListener listener =
                    new RecordingListener(invocations, new Screen(new PrintWriter(shown), Ansi.OFF));
            listener.invoked(REPORT);
            listener.invoked(REPORT);
        }

        assertThat(shown.toString().lines())
                .hasSize(3)
                .first()
                .isEqualTo("--invocations: the file cannot be written any more (No space left on device), and has no"
                        + " further invocations");
    }

    @Test
    void linesAreAddedAtTheEnd(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("invocations"), "earlier\n");
        try (InvocationsFile invocations = InvocationsFile.open(file)) {
            invocations.add(REPORT, COUNTS);
        }
        assertThat(Files.readAllLines(file)).containsExactly("earlier", InvocationsFile.line(REPORT, COUNTS));
    }
}
