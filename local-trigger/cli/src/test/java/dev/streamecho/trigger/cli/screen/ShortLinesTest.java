package dev.streamecho.trigger.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ShortLinesTest {
    private static final Outcome DONE = new Success("{}".getBytes(UTF_8));
    private static final Outcome FAILED = new FunctionError("E", "no\nmore");

    private final StringWriter terminal = new StringWriter();
    private final Screen screen = screen(Ansi.OFF, false);

    @Test
    void aChangeIsOneShortLine() {
        screen.invoked(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE));
        screen.name(Map.of("Stream", "Table > Echo"));
        screen.invoked(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE));

        assertThat(printed())
                .containsExactly(
                        "INSERT id=1  Stream > Echo  success  2.8 ms", "INSERT id=1  Table > Echo  success  2.8 ms");
    }

    @Test
    void aRemarkIsNextToTheOutcome() {
        screen.invoked(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE), "green", "not echoed");

        assertThat(printed()).containsExactly("INSERT id=1  Stream > Echo  success  not echoed  2.8 ms");
    }

    @Test
    void ofABatchTheFirstChangeIsNamedAndTheOthersAreCounted() {
        screen.invoked(report(Result.SUCCESS, 1, 10, "{\"at\":{\"N\":\"7\"},\"for\":{\"S\":\"Ada L.\"}}", 4, DONE));

        assertThat(printed()).containsExactly("INSERT at=7 for=\"Ada L.\" +9  Stream > Echo  success  2.8 ms");
    }

    @Test
    void whatIsUnusualIsSaidAndCutToTheTerminalsWidth() {
        screen.invoked(report(Result.ERROR, 3, 1, "{\"id\":{\"S\":\"1\"}}", 4, FAILED));
        screen.invoked(report(Result.PARTIAL, 1, 4, "{\"id\":{\"S\":\"1\"}}", 31_000, DONE));
        screen.invoked(report(Result.SUCCESS, 1, 4, "{\"id\":{\"S\":\"" + "long".repeat(50) + "\"}}", 4, DONE));

        assertThat(printed())
                .containsExactly(
                        "INSERT id=1  Stream > Echo  error  2.8 ms, attempt 3  E: no",
                        "INSERT id=1 +3  Stream > Echo  partial  2.8 ms, 0 of 4 handled, 31.0 s after th…",
                        "INSERT id=longlonglonglonglonglonglonglonglonglon… +3  Stream > Echo  success  …");
    }

    @Test
    void filteredAndDiscardedChangesAreNamed() {
        List<ChangeRecord> records = records(3, "{\"id\":{\"S\":\"1\"}}");
        screen.read(new RecordsRead("Stream", "shard", records, records.subList(0, 2), Instant.EPOCH));
        screen.filtered("Stream", 2);
        screen.read(new RecordsRead("Stream", "shard", records, List.of(), Instant.EPOCH));
        screen.discarded(discarded(records), Optional.empty());

        assertThat(printed())
                .containsExactly(
                        "INSERT id=1 +1  Stream  filtered",
                        "INSERT id=1 +2  Stream  discarded  RetryAttemptsExhausted after 3 calls, and th…");
        assertThat(screen.totals()).isEqualTo("0 records handled in 0 invocations, 2 filtered, 3 discarded");
    }

    @Test
    void theEndOfATumblingWindowHasNoRecord() {
        screen.invoked(report(Result.SUCCESS, 1, 0, "", 4, DONE));

        assertThat(printed()).containsExactly("end of window  Stream > Echo  success  2.8 ms");
    }

    @Test
    void whatIsSentAgainIsSaidToBe() {
        screen(Ansi.OFF, false).resent(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE));

        assertThat(printed().get(0))
                .startsWith("INSERT id=1  Stream > Echo  success")
                .contains("  sent again  ");
    }

    @Test
    void theOutcomeHasAColor() {
        Screen inColor = screen(Ansi.ON, false);
        inColor.invoked(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE));
        inColor.invoked(report(Result.ERROR, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, FAILED));

        assertThat(printed().get(0)).contains("\u001b[32msuccess\u001b[");
        assertThat(printed().get(1)).contains("\u001b[31merror\u001b[");
    }

    @Test
    void aQuietScreenShowsWhatFailedOnly() {
        Screen quiet = screen(Ansi.OFF, true);
        List<ChangeRecord> records = records(1, "{\"id\":{\"S\":\"1\"}}");
        quiet.functionLine("Echo", "hello");
        quiet.read(new RecordsRead("Stream", "shard", records, records, Instant.EPOCH));
        quiet.filtered("Stream", 1);
        quiet.invoked(report(Result.SUCCESS, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, DONE));
        quiet.invoked(report(Result.ERROR, 1, 1, "{\"id\":{\"S\":\"1\"}}", 4, FAILED));
        quiet.notice("Stream", "the stream is off");

        assertThat(printed())
                .containsExactly("INSERT id=1  Stream > Echo  error  2.8 ms  E: no", "Stream: the stream is off");
    }

    private Screen screen(Ansi ansi, boolean isQuiet) {
        return new Screen(new PrintWriter(terminal), ansi, () -> {}, new View(Optional.of(() -> 80), isQuiet));
    }

    private List<String> printed() {
        return terminal.toString().lines().toList();
    }

    private static InvocationReport report(
            Result result, int attempt, int size, String key, long latencyMillis, Outcome outcome) {
        return new InvocationReport(
                "Stream",
                "Echo",
                attempt,
                size,
                Optional.empty(),
                Optional.empty(),
                result,
                0,
                Optional.of(Duration.ofMillis(latencyMillis)),
                0,
                outcome == FAILED ? Optional.of(FAILED.describe()) : Optional.empty(),
                new Invocation("id", Instant.EPOCH, Duration.ofNanos(2_800_000), Optional.empty(), outcome),
                Optional.of(new InvocationReport.Records("shard", records(size, key))),
                Optional.empty());
    }

    private static DiscardedBatch discarded(List<ChangeRecord> records) {
        EventSourceMapping mapping = EventSourceMapping.of(
                "Stream",
                new EventSourceMapping.InvokedFunction("Echo", "arn", "$LATEST"),
                EventSourceMapping.Source.all("arn", EventSourceMapping.StartingPosition.LATEST));
        return new DiscardedBatch(
                mapping,
                "shard",
                "RetryAttemptsExhausted",
                3,
                Optional.empty(),
                Optional.empty(),
                records,
                Instant.EPOCH);
    }

    private static List<ChangeRecord> records(int size, String key) {
        return IntStream.range(0, size)
                .mapToObj(i -> new ChangeRecord(
                        new SequenceNumber(String.valueOf(100 + i)),
                        Instant.EPOCH,
                        key,
                        "{\"eventID\":\"e\",\"dynamodb\":{},\"eventName\":\"INSERT\"}".getBytes(UTF_8)))
                .toList();
    }
}
