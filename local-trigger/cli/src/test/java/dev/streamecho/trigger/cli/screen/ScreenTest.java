package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.QueueMapping.DeadLetters;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ScreenTest {
    private final StringWriter terminal = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(terminal), Ansi.OFF);

    @Test
    void anInvocationThatFailedSaysWhy() {
        screen.invoked(report(
                Result.ERROR,
                new FunctionError("Runtime.ExitError", "Runtime exited with error: exit status 3"),
                Optional.of("Runtime.ExitError: Runtime exited with error: exit status 3")));
        screen.invoked(report(
                Result.INVALID_RESPONSE,
                new Success("\"done\"".getBytes()),
                Optional.of("the response is \"done\", but must be an object with batchItemFailures")));

        assertThat(terminal.toString().lines())
                .containsExactly(
                        "Stream > Echo: error, 2 records, 1.0 ms, 4.0 ms after the write:"
                                + " Runtime.ExitError: Runtime exited with error: exit status 3",
                        "Stream > Echo: invalidResponse, 2 records, 1.0 ms, 4.0 ms after the write:"
                                + " the response is \"done\", but must be an object with batchItemFailures");
    }

    @Test
    void ofMessagesItIsSaidWhenTheyComeAgain() {
        InvocationReport ofRecords = report(Result.ERROR, new FunctionError("x", "no"), Optional.of("x: no"));
        InvocationReport ofMessages = new InvocationReport(
                "Jobs",
                "Worker",
                2,
                3,
                Optional.empty(),
                Optional.empty(),
                Result.ERROR,
                0,
                Optional.of(Duration.ofSeconds(31)),
                0,
                Optional.of("x: no"),
                ofRecords.invocation(),
                Optional.empty(),
                Optional.of(new InvocationReport.Messages(
                        List.of("a", "b", "c"), List.of("a", "b", "c"), Optional.of(Duration.ofSeconds(30)))));

        screen.invoked(ofMessages);
        screen.messagesFiltered("Jobs", 1);
        screen.deadLettered("Jobs", List.of("a", "b", "c", "d"), new DeadLetters("dead", 3));

        assertThat(terminal.toString().lines())
                .containsExactly(
                        "Jobs > Worker: error, 3 messages, 1.0 ms, 31.0 s after it was sent, attempt 2, again in 30 s: x: no",
                        "Jobs: 1 message filtered, and deleted",
                        "Jobs: 4 messages received 3 times, to the queue dead: a, b, c and 1 more");
        assertThat(screen.totals()).isEqualTo("0 records handled in 1 invocation, 1 filtered, 4 discarded");
    }

    @Test
    void ofALongReasonTheFirstLineIsShown() {
        screen.invoked(
                report(Result.ERROR, new FunctionError("x", ""), Optional.of("\n" + "why ".repeat(1_000) + "\nmore")));

        assertThat(terminal.toString().lines())
                .singleElement()
                .asString()
                .hasSizeLessThan(400)
                .endsWith("why ...");
    }

    @Test
    void aStyleIsNotLeftOpenByWhatItSurrounds() {
        Screen inColor = new Screen(new PrintWriter(terminal), Ansi.ON);

        inColor.styled("red", "a\u001b[8mb");

        assertThat(terminal.toString())
                .startsWith("\u001b[31ma\\u001b[8mb\u001b[")
                .doesNotContain("\u001b[8m");
    }

    private static InvocationReport report(Result result, Outcome outcome, Optional<String> reason) {
        return new InvocationReport(
                "Stream",
                "Echo",
                1,
                2,
                Optional.of(new SequenceNumber("100")),
                Optional.of(new SequenceNumber("101")),
                result,
                0,
                Optional.of(Duration.ofMillis(4)),
                0,
                reason,
                new Invocation("id", Instant.EPOCH, Duration.ofMillis(1), Optional.empty(), outcome),
                Optional.empty(),
                Optional.empty());
    }
}
