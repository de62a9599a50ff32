package dev.streamecho.trigger.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** The rules of a mapping in the recording's time, with a function that fails at some ids. */
class MappingReplayTest {
    private static final Pattern ID = Pattern.compile("\"Keys\":\\{\"id\":\\{\"S\":\"([^\"]*)\"");

    @TempDir
    private Path folder;

    private final Outcomes outcomes = new Outcomes();
    private final List<String> calls = new ArrayList<>();
    private Duration takes = Duration.ofMillis(1);
    private Set<String> failing = Set.of();

    @Test
    void aBatchingWindowGathersWhatWasWrittenInIt() throws Exception {
        replay(
                new Recorded().change("a", 0).change("b", 100).change("c", 250).change("d", 400),
                new Batching(100, Duration.ofSeconds(300), 1, Duration.ZERO),
                Failures.defaults());

        assertThat(calls).containsExactly("a b c", "d");
    }

    @Test
    void whatComesWhileTheFunctionRunsIsTheNextBatch() throws Exception {
        takes = Duration.ofSeconds(5);
        replay(
                new Recorded().change("a", 0).change("b", 1).change("c", 2).change("d", 9),
                Batching.defaults(),
                Failures.defaults());

        assertThat(calls).containsExactly("a", "b c", "d");
    }

    @Test
    void aTumblingWindowEndsAtItsTime() throws Exception {
        replay(
                new Recorded().change("a", 0).change("b", 70),
                new Batching(100, Duration.ZERO, 1, Duration.ofSeconds(60)),
                Failures.defaults());

        assertThat(calls).containsExactly("a", "", "b", "");
    }

    @Test
    void aRecordThatFailsIsRetriedIsolatedAndDiscarded() throws Exception {
        failing = Set.of("b");
        replay(
                new Recorded().change("a", 0).change("b", 1).change("c", 2),
                new Batching(3, Duration.ofSeconds(10), 1, Duration.ZERO),
                new Failures(OptionalInt.of(1), Optional.empty(), true, false));

        assertThat(outcomes.all())
                .extracting(Outcome::describe)
                .containsExactly("handled", "discarded (RetryAttemptsExhausted)", "handled");
        assertThat(outcomes.all().get(1).reason()).contains("E: no b");
    }

    @Test
    void aRecordIsDiscardedByItsAgeInTheRecordingsTime() throws Exception {
        failing = Set.of("a");
        replay(
                new Recorded().change("a", 0).change("b", 1800),
                Batching.defaults(),
                new Failures(OptionalInt.empty(), Optional.of(Duration.ofSeconds(3600)), false, false));

        assertThat(outcomes.all())
                .extracting(Outcome::describe)
                .containsExactly("discarded (RecordAgeExceeded)", "handled");
        assertThat(calls).hasSizeBetween(20, 200);
    }

    @Test
    void aChildShardWaitsForItsParent() throws Exception {
        failing = Set.of("a");
        replay(
                new Recorded()
                        .change("a", 0, "parent", Optional.empty())
                        .change("b", 1, "child", Optional.of("parent")),
                Batching.defaults(),
                new Failures(OptionalInt.of(2), Optional.empty(), false, false));

        assertThat(calls).containsExactly("a", "a", "a", "b");
    }

    @Test
    void aRecordThatIsFilteredIsAnOutcome() throws Exception {
        Recording recording =
                Recording.open(new Recorded().change("a", 0).change("b", 1).write(folder.resolve("filtered")));
        replay(
                recording,
                mapping(
                        Batching.defaults(),
                        Failures.defaults(),
                        List.of("{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"b\"]}}}}")));

        assertThat(outcomes.all()).extracting(Outcome::describe).containsExactly("filtered", "handled");
    }

    private void replay(Recorded recorded, Batching batching, Failures failures) throws Exception {
        replay(
                Recording.open(recorded.write(folder.resolve("recording.jsonl"))),
                mapping(batching, failures, List.of()));
    }

    private void replay(Recording recording, EventSourceMapping mapping) throws Exception {
        Screen screen = new Screen(new PrintWriter(new StringWriter()), Ansi.OFF);
        try (recording) {
            new MappingReplay(
                            mapping,
                            recording,
                            new Function(),
                            new ReplayClock(Recorded.START, 0),
                            Duration.ofSeconds(1),
                            screen,
                            outcomes)
                    .run();
        }
    }

    private static EventSourceMapping mapping(Batching batching, Failures failures, List<String> patterns) {
        return new EventSourceMapping(
                "OrdersStream",
                new InvokedFunction("Echo", "arn:aws:lambda:us-east-1:123456789012:function:Echo", "$LATEST"),
                new Source(
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/x",
                        StartingPosition.LATEST,
                        patterns),
                batching,
                failures,
                Optional.empty(),
                true);
    }

    private final class Function implements LambdaFunction {
        @Override
        public String logicalId() {
            return "Echo";
        }

        @Override
        public String arn() {
            return "arn:aws:lambda:us-east-1:123456789012:function:Echo";
        }

        @Override
        public Invocation invoke(byte[] event) {
            List<String> ids = ID.matcher(new String(event, UTF_8))
                    .results()
                    .map((MatchResult id) -> id.group(1))
                    .toList();
            calls.add(String.join(" ", ids));
            Invocation.Outcome outcome = ids.stream()
                    .filter(failing::contains)
                    .findFirst()
                    .<Invocation.Outcome>map(id -> new Invocation.FunctionError("E", "no " + id))
                    .orElseGet(() -> new Invocation.Success("{\"state\":{}}".getBytes(UTF_8)));
            return new Invocation("id", Instant.now(), takes, Optional.empty(), outcome);
        }
    }
}
