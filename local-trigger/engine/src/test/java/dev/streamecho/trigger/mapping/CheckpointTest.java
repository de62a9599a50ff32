package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.reports;
import static dev.streamecho.trigger.mapping.Outcomes.state;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    @Test
    void isAfterTheLastRecordThatWasFinished() {
        Scenario scenario = new Scenario(mapping().batchSize(2)).functionAnswers(success(), error());

        assertThat(scenario.checkpoint()).isEqualTo("none");
        assertThat(scenario.write("1", "2", "3", "4").checkpoint()).isEqualTo("2");
    }

    @Test
    void isAfterWhatWasDiscarded() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(0)).functionAnswers(error());

        assertThat(scenario.write("1").checkpoint()).isEqualTo("1");
    }

    @Test
    void afterACrashTheBatchUnderWayIsDeliveredAgainAndNoneIsSkipped() {
        Scenario scenario = new Scenario(mapping().batchSize(2))
                .functionAnswers(success())
                .functionHangs()
                .write("1", "2", "3", "4", "5")
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2", "3 4", "3 4", "5");
    }

    @Test
    void afterACrashTheSameBatchIsTriedWithItsLeftAttempts() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(2))
                .functionAnswers(error(), error(), error())
                .write("1", "2")
                .pass(Duration.ofSeconds(1))
                .write("3")
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2", "1 2", "3");
        assertThat(scenario.discarded()).containsExactly("1 2: RetryAttemptsExhausted after 3 invocations");
    }

    @Test
    void attemptsCountAfterASecondCrashBeforeTheBatchIsReadAgain() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(1))
                .functionAnswers(error(), error())
                .write("1", "2")
                .crashAndRead()
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2", "1 2");
        assertThat(scenario.discarded()).containsExactly("1 2: RetryAttemptsExhausted after 2 invocations");
    }

    @Test
    void afterACrashHalvesStayHalves() {
        Scenario scenario = new Scenario(mapping().bisectBatchOnFunctionError().maximumRetryAttempts(0))
                .functionAnswers(error())
                .functionHangs()
                .write("1", "2", "3", "4")
                .write("5")
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2 3 4", "1 2", "1 2", "3 4", "5");
    }

    @Test
    void afterACrashWhatAPartialResponseLeftStaysABatch() {
        Scenario scenario = new Scenario(mapping().reportBatchItemFailures())
                .functionAnswers(reports("2"))
                .functionHangs()
                .write("1", "2")
                .write("3")
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2", "2", "2", "3");
    }

    @Test
    void afterACrashAFreshBatchEndsBeforeOneThatWasTried() {
        Scenario scenario = new Scenario(mapping().parallelizationFactor(2).maximumRetryAttempts(1))
                .functionHangs()
                .writeItem("b", "1")
                .functionAnswers(success(), error())
                .writeItem("a", "2")
                .writeItem("a", "3")
                .crash();

        assertThat(scenario.invocations()).containsExactly("1", "2", "3", "1", "2", "3");
    }

    @Test
    void afterACrashADiscardedBatchIsNotInvokedAgain() {
        Scenario exhausted = new Scenario(mapping().maximumRetryAttempts(0));
        exhausted.destinationFails();

        exhausted.functionAnswers(error()).write("1").crash();

        assertThat(exhausted.invocations()).containsExactly("1");
        assertThat(exhausted.discarded()).containsExactly("1: RetryAttemptsExhausted after 1 invocations");
    }

    @Test
    void afterACrashABatchIsMadeAgainOnlyWhenAllOfItWasRead() {
        Scenario scenario = new Scenario(mapping().maximumRetryAttempts(1))
                .functionAnswers(error())
                .write("1", "2", "3")
                .crashAndRead("1", "2");
        assertThat(scenario.invocations()).containsExactly("1 2 3");

        scenario.write("3", "4");
        assertThat(scenario.invocations()).containsExactly("1 2 3", "1 2 3", "4");
    }

    @Test
    void afterACrashABatchWhoseLastRecordIsNowFilteredIsStillTried() {
        Scenario scenario = new Scenario(mapping())
                .functionAnswers(error())
                .write("1", "2", "3")
                .filter(name -> !name.equals("3"))
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2 3", "1 2");
    }

    @Test
    void afterACrashABatchWhoseFirstRecordIsNowFilteredIsForgotten() {
        Scenario scenario = new Scenario(mapping())
                .functionAnswers(error())
                .write("1", "2")
                .filter(name -> !name.equals("1"))
                .functionHangs()
                .crash();

        assertThat(scenario.invocations()).containsExactly("1 2", "2");
        assertThat(scenario.savedCheckpoint().tried()).isEmpty();
    }

    @Test
    void aBatchThatNeverReachedTheFunctionIsNotRemembered() {
        Scenario scenario =
                new Scenario(mapping()).functionAnswers(notReached()).write("1");

        assertThat(scenario.savedCheckpoint().tried()).isEmpty();
    }

    @Test
    void afterACrashAnOpenWindowContinuesWithItsState() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state("{\"n\":1}"), state("{\"n\":2}"), state("{}"))
                .write("1")
                .crash()
                .write("2")
                .pass(Duration.ofSeconds(61));

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "2 in 0-60 with {\"n\":1}", "end of 0-60 with {\"n\":2}");
    }

    @Test
    void afterACrashTheLastInvocationOfAWindowIsMadeAgain() {
        Scenario scenario = new Scenario(mapping().tumblingWindowInSeconds(60))
                .functionAnswers(state("{\"n\":1}"))
                .functionHangs()
                .write("1")
                .pass(Duration.ofSeconds(61))
                .functionAnswers(state("{}"))
                .crash();

        assertThat(scenario.windowedInvocations())
                .containsExactly("1 in 0-60 with {}", "end of 0-60 with {\"n\":1}", "end of 0-60 with {\"n\":1}");
    }
}
