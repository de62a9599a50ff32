package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.initError;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.reports;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.Outcomes.timeout;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    static Stream<Outcome> failures() {
        return Stream.of(error(), timeout(), initError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theWholeBatchIsTriedUntilItSucceeds(Outcome failure) {
        Scenario scenario = new Scenario(mapping())
                .functionAnswers(failure, failure, success())
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2", "1 2");
        assertThat(scenario.checkpoint()).isEqualTo("2");
    }

    @Test
    void theShardWaitsMeanwhile() {
        Scenario scenario = new Scenario(mapping())
                .functionAnswers(error(), error(), success())
                .write("1")
                .write("2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1", "1", "1", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aBatchIsInvokedAtMostOnceMoreThanMaximumRetryAttempts(int maximumRetryAttempts) {
        Scenario scenario = new Scenario(mapping().batchSize(1).maximumRetryAttempts(maximumRetryAttempts))
                .functionAnswers(failing(1 + maximumRetryAttempts))
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations().stream().filter("1"::equals)).hasSize(1 + maximumRetryAttempts);
        assertThat(scenario.discarded())
                .containsExactly("1: RetryAttemptsExhausted after %d invocations".formatted(1 + maximumRetryAttempts));
    }

    @Test
    void theShardContinuesAfterADiscardedBatch() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(0))
                .functionAnswers(error(), success())
                .write("1")
                .write("2");

        assertThat(scenario.invocations()).containsExactly("1", "2");
        assertThat(scenario.checkpoint()).isEqualTo("2");
    }

    @Test
    void withoutALimitABatchIsTriedOn() {
        Scenario scenario = new Scenario(mapping())
                .functionAnswers(failing(1_000))
                .write("1")
                .passUntilQuiet();

        assertThat(scenario.invocations()).hasSize(1_001);
        assertThat(scenario.discarded()).isEmpty();
    }

    @Test
    void aDiscardedBatchNamesItsLastInvocationAndThatItFailed() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(1))
                .functionAnswers(error(), error())
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.lastDiscarded().requestId()).contains("request-2");
        assertThat(scenario.lastDiscarded().functionError()).contains(true);
    }

    @Test
    void aBatchDiscardedAfterAPartialResponseIsNotAFunctionError() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(0).reportBatchItemFailures())
                .functionAnswers(reports("1"))
                .write("1");

        assertThat(scenario.lastDiscarded().functionError()).contains(false);
    }

    @Test
    void aboutEightTriesFitInTheFirstMinute() {
        Scenario scenario =
                new Scenario(mapping()).functionAnswers(failing(100)).write("1").pass(Duration.ofMinutes(1));

        assertThat(scenario.secondsOfInvocations()).hasSize(8).startsWith(0.0, 1.0, 2.6);
    }

    @Test
    void theBackOffOfEachBatchStartsAnew() {
        Scenario scenario = new Scenario(mapping().batchSize(1))
                .functionAnswers(error(), error(), success(), error(), success())
                .write("1", "2")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1", "1", "1", "2", "2");
        assertThat(scenario.secondsOfInvocations()).containsExactly(0.0, 1.0, 2.6, 2.6, 3.6);
    }

    @Test
    void aCallThatNeverReachedTheFunctionUsesUpNoAttempt() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(1))
                .functionAnswers(notReached(), notReached(), error(), notReached(), error())
                .write("1")
                .passUntilQuiet();

        assertThat(scenario.invocations()).hasSize(5);
        assertThat(scenario.discarded()).containsExactly("1: RetryAttemptsExhausted after 2 invocations");
    }

    @Test
    void aCallThatNeverReachedTheFunctionIsBackedOffToo() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(0))
                .functionAnswers(notReached(), notReached(), success())
                .write("1")
                .passUntilQuiet();

        assertThat(scenario.secondsOfInvocations()).containsExactly(0.0, 1.0, 2.6);
    }

    private static Outcome[] failing(int times) {
        List<Outcome> failures = Collections.nCopies(times, error());
        return failures.toArray(Outcome[]::new);
    }

    @Test
    void aClockThatIsSetBackMakesNoRetryWaitLonger() {
        Scenario scenario = new Scenario(mapping()).functionAnswers(error()).write("1");

        scenario.clockIsSetBack(Duration.ofHours(1));

        assertThat(scenario.invocations()).containsExactly("1", "1");
    }

    @Test
    void aClockThatIsSetBackMakesNoBatchingWindowLonger() {
        Scenario scenario = new Scenario(mapping().maximumBatchingWindowInSeconds(30)).write("1");

        scenario.clockIsSetBack(Duration.ofHours(1));

        assertThat(scenario.invocations()).containsExactly("1");
    }
}
