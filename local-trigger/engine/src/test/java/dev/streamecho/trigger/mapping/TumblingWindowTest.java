package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.returns;
import static dev.streamecho.trigger.mapping.Outcomes.state;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TumblingWindowTest {

    @Test
    void theEventHasTheWindowItsStateAndTheShard() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(120))
                .functionAnswers(state("{\"n\":1}"))
                .write("1");

        assertThat(scenario.events())
                .containsExactly("{\"Records\":[{\"SequenceNumber\":\"1\"}],"
                        + "\"window\":{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:02:00Z\"},"
                        + "\"state\":{},\"shardId\":\"shard\",\"eventSourceARN\":\"arn\","
                        + "\"isFinalInvokeForWindow\":false,\"isWindowTerminatedEarly\":false}");
    }

    @Test
    void withoutAWindowTheEventHasRecordsOnly() {
        Scenario scenario = new Scenario(mapping()).write("1", "2");

        assertThat(scenario.events())
                .containsExactly("{\"Records\":[{\"SequenceNumber\":\"1\"},{\"SequenceNumber\":\"2\"}]}");
    }

    @Test
    void aLastInvocationWithoutRecordsEndsTheWindowWithItsState() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).batchSize(1))
                .functionAnswers(state("{\"n\":1}"), state("{\"n\":2}"), state("{}"))
                .write("1", "2")
                .pass(Duration.ofSeconds(61));

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "2 in 0-60 with {\"n\":1}", "end of 0-60 with {\"n\":2}");
    }

    @Test
    void theWindowAfterStartsWithAnEmptyState() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state("{\"n\":1}"), state("{}"), state("{\"n\":1}"))
                .write("1")
                .pass(Duration.ofSeconds(70))
                .write("2");

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "end of 0-60 with {\"n\":1}", "2 in 60-120 with {}");
    }

    @Test
    void aRecordBelongsToTheWindowInWhichItWasWritten() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state("{}"), state("{}"), state("{}"))
                .pass(Duration.ofSeconds(60))
                .read(Duration.ofMillis(1), "1")
                .write("2");

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "end of 0-60 with {}", "2 in 60-120 with {}");
    }

    @Test
    void aBatchDoesNotReachOverTheEndOfItsWindow() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).maximumBatchingWindowInSeconds(30))
                .functionAnswers(state("{}"), state("{}"), state("{}"))
                .pass(Duration.ofSeconds(59))
                .write("1")
                .pass(Duration.ofSeconds(1))
                .write("2")
                .pass(Duration.ofSeconds(30));

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "end of 0-60 with {}", "2 in 60-120 with {}");
        assertThat(scenario.secondsOfInvocations()).containsExactly(60.0, 60.0, 90.0);
    }

    @Test
    void aBatchDoesNotWaitLongerThanItsTumblingWindow() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(10).maximumBatchingWindowInSeconds(300))
                .functionAnswers(state("{}"), state("{}"))
                .write("1")
                .pass(Duration.ofSeconds(11));

        assertThat(scenario.windowedInvocations()).containsExactly("1 in 0-10 with {}", "end of 0-10 with {}");
    }

    @Test
    void aWindowStaysOpenWhileItsRecordsAreStillBeingRead() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state("{\"n\":1}"), state("{\"n\":2}"), state("{}"))
                .readerFallsBehind()
                .pass(Duration.ofSeconds(600))
                .read(Duration.ofSeconds(600), "1")
                .pass(Duration.ofSeconds(5))
                .read(Duration.ofSeconds(600), "2");
        assertThat(scenario.windowedInvocations()).containsExactly("1 in 0-60 with {}", "2 in 0-60 with {\"n\":1}");

        scenario.readerCatchesUp();
        assertThat(scenario.windowedInvocations()).last().isEqualTo("end of 0-60 with {\"n\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"state\":null}", "{\"batchItemFailures\":[]}", "not JSON"})
    void aResponseWithoutStateIsAFailedInvocation(String response) {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).maximumRetryAttempts(0))
                .functionAnswers(returns(response))
                .write("1");

        assertThat(scenario.discarded()).containsExactly("1: RetryAttemptsExhausted after 1 invocations");
    }

    @Test
    void aFailedInvocationLeavesTheStateAsItWas() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).batchSize(1))
                .functionAnswers(state("{\"n\":1}"), error(), state("{\"n\":2}"))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "2 in 0-60 with {\"n\":1}", "2 in 0-60 with {\"n\":1}");
    }

    @Test
    void aPartialResponseThatMovedTheCheckpointMovesTheState() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).reportBatchItemFailures())
                .functionAnswers(
                        returns("{\"state\":{\"n\":1},\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"),
                        returns("{\"state\":{\"n\":7},\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"),
                        state("{\"n\":2}"))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 2 in 0-60 with {}", "2 in 0-60 with {\"n\":1}", "2 in 0-60 with {\"n\":1}");
    }

    @Test
    void theShardWaitsUntilTheLastInvocationSucceeds() {
        Scenario scenario = new Scenario(mapping()
                        .tumblingWindowInSeconds(10)
                        .maximumRetryAttempts(0)
                        .bisectBatchOnFunctionError())
                .functionAnswers(state("{\"n\":1}"), error(), success(), notReached(), state("{}"), state("{}"))
                .write("1")
                .pass(Duration.ofSeconds(10))
                .write("2")
                .passUntilQuiet();

        assertThat(scenario.windowedInvocations())
                .containsExactly(
                        "1 in 0-10 with {}",
                        "end of 0-10 with {\"n\":1}",
                        "end of 0-10 with {\"n\":1}",
                        "end of 0-10 with {\"n\":1}",
                        "end of 0-10 with {\"n\":1}",
                        "2 in 10-20 with {}");
    }

    @Test
    void aWindowOfWhichNothingWasInvokedHasNoEnd() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(10).maximumRecordAgeInSeconds(60))
                .pass(Duration.ofSeconds(100))
                .read(Duration.ofSeconds(90), "1")
                .pass(Duration.ofSeconds(100));

        assertThat(scenario.discarded()).containsExactly("1: RecordAgeExceeded after 0 invocations");
        assertThat(scenario.invocations()).isEmpty();
    }

    @Test
    void aStateOverOneMegabyteEndsTheWindowEarly() {
        String tooMuch = "\"" + "x".repeat(1024 * 1024) + "\"";
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).batchSize(1))
                .functionAnswers(state(tooMuch), state("{}"), state("{\"n\":2}"), state("{}"))
                .write("1", "2")
                .pass(Duration.ofSeconds(61));

        assertThat(scenario.windowedInvocations())
                .containsExactly(
                        "1 in 0-60 with {}",
                        "early end of 0-60 with " + tooMuch,
                        "2 in 0-60 with {}",
                        "end of 0-60 with {\"n\":2}");
    }

    @Test
    void aStateOverOneMegabyteEndsTheWindowBeforeWhatIsLeftOfABatch() {
        String tooMuch = "\"" + "x".repeat(1024 * 1024) + "\"";
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).reportBatchItemFailures())
                .functionAnswers(
                        returns("{\"state\":%s,\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}".formatted(tooMuch)),
                        error(),
                        state("{}"),
                        state("{}"))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.windowedInvocations())
                .containsExactly(
                        "1 2 in 0-60 with {}",
                        "early end of 0-60 with " + tooMuch,
                        "early end of 0-60 with " + tooMuch,
                        "2 in 0-60 with {}");
    }

    @Test
    void aStateOfJustOneMegabyteIsKept() {
        String justEnough = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).batchSize(1))
                .functionAnswers(state(justEnough), state("{}"))
                .write("1", "2");

        assertThat(scenario.windowedInvocations()).containsExactly("1 in 0-60 with {}", "2 in 0-60 with " + justEnough);
    }

    @Test
    void stateCountsTowardThePayloadLimit() {
        int sixMegabytes = 6 * 1024 * 1024;
        String nearlyOneMegabyte = "\"" + "x".repeat(1_000_000) + "\"";
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state(nearlyOneMegabyte), state("{}"), state("{}"))
                .write("1")
                .writeBytes(sixMegabytes / 2 - 1_000, "2", "3");

        assertThat(scenario.invocations()).containsExactly("1", "2", "3");
        assertThat(scenario.events()).allMatch(event -> event.length() <= sixMegabytes);
    }

    @Test
    void aShardsEndEndsItsWindow() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(900))
                .functionAnswers(state("{\"n\":1}"), state("{}"))
                .write("1")
                .shardEnds();

        assertThat(scenario.windowedInvocations()).containsExactly("1 in 0-900 with {}", "end of 0-900 with {\"n\":1}");
        assertThat(scenario.isFinished()).isTrue();
    }

    @Test
    void aShardHasOneStateWhateverTheParallelizationFactor() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60).parallelizationFactor(10))
                .functionAnswers(state("{\"n\":2}"), state("{}"))
                .writeItem("a", "1")
                .writeItem("b", "2");

        assertThat(scenario.windowedInvocations()).containsExactly("1 in 0-60 with {}", "2 in 0-60 with {\"n\":2}");
    }

    @Test
    void boundsAreMultiplesOfTheLengthSinceTheEpoch() {
        TumblingWindow window =
                TumblingWindow.containing(Instant.parse("2026-01-01T00:07:31.5Z"), Duration.ofSeconds(120));

        assertThat(window)
                .isEqualTo(new TumblingWindow(
                        Instant.parse("2026-01-01T00:06:00Z"), Instant.parse("2026-01-01T00:08:00Z"), "{}"));
    }
}
