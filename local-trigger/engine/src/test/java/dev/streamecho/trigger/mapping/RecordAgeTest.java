package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordAgeTest {

    @Test
    void aBatchIsTriedUntilItsRecordsAreTooOld() {
        Scenario scenario = new Scenario(mapping().maximumRecordAgeInSeconds(60))
                .functionAnswers(error(), error(), error(), error(), error(), error(), error(), error())
                .write("1")
                .passUntilQuiet();

        assertThat(scenario.secondsOfInvocations()).hasSize(8).allMatch(second -> second <= 60);
        assertThat(scenario.discarded()).containsExactly("1: RecordAgeExceeded after 8 invocations");
        assertThat(scenario.checkpoint()).isEqualTo("1");
    }

    @Test
    void recordsPastTheAgeAreCutOffTheFrontAndTheRestIsDelivered() {
        Scenario scenario = new Scenario(mapping().maximumRecordAgeInSeconds(60))
                .functionHangs()
                .write("1")
                .read(Duration.ofSeconds(50), "2", "3")
                .write("4")
                .pass(Duration.ofSeconds(11))
                .ends("1", success());

        assertThat(scenario.discarded()).containsExactly("2 3: RecordAgeExceeded after 0 invocations");
        assertThat(scenario.invocations()).containsExactly("1", "4");
        assertThat(scenario.checkpoint()).isEqualTo("4");
    }

    @Test
    void aRecordOfJustTheMaximumAgeIsDelivered() {
        Scenario scenario = new Scenario(mapping().maximumRecordAgeInSeconds(60));

        assertThat(scenario.read(Duration.ofSeconds(60), "1").invocations()).containsExactly("1");
        scenario.read(Duration.ofMillis(60_001), "2");
        assertThat(scenario.discarded()).containsExactly("2: RecordAgeExceeded after 0 invocations");
    }

    @Test
    void whatIsLeftOfACutBatchHasOnlyItsLeftAttempts() {
        Scenario scenario = new Scenario(mapping()
                        .maximumRecordAgeInSeconds(60)
                        .maximumRetryAttempts(1)
                        .maximumBatchingWindowInSeconds(30))
                .functionAnswers(error())
                .read(Duration.ofMillis(29_500), "1")
                .write("2")
                .functionAnswers(error())
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("1 2", "2");
        assertThat(scenario.discarded())
                .containsExactly(
                        "1: RecordAgeExceeded after 1 invocations", "2: RetryAttemptsExhausted after 2 invocations");
    }

    @Test
    void aCallThatNeverReachesTheFunctionEndsWithTheRecordsAge() {
        Scenario scenario = new Scenario(mapping().maximumRecordAgeInSeconds(60))
                .functionAnswers(
                        notReached(),
                        notReached(),
                        notReached(),
                        notReached(),
                        notReached(),
                        notReached(),
                        notReached(),
                        notReached())
                .write("1")
                .passUntilQuiet();

        assertThat(scenario.discarded()).containsExactly("1: RecordAgeExceeded after 0 invocations");
        assertThat(scenario.lastDiscarded().requestId()).isEmpty();
        assertThat(scenario.lastDiscarded().functionError()).isEmpty();
    }

    @Test
    void withoutALimitOldRecordsAreDelivered() {
        Scenario scenario = new Scenario(mapping()).read(Duration.ofDays(1), "1");

        assertThat(scenario.invocations()).containsExactly("1");
    }
}
