package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.notReached;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FilteringTest {

    @Test
    void whatDoesNotMatchIsDroppedBeforeBatching() {
        Scenario scenario = new Scenario(mapping().batchSize(2))
                .filter(Set.of("2", "4", "5")::contains)
                .write("1", "2", "3", "4", "5", "6");

        assertThat(scenario.invocations()).containsExactly("2 4", "5");
    }

    @Test
    void theCheckpointMovesPastWhatIsDropped() {
        Scenario scenario = new Scenario(mapping()).filter(Set.of("2")::contains);

        assertThat(scenario.write("1").checkpoint()).isEqualTo("1");
        assertThat(scenario.write("2", "3", "4").checkpoint()).isEqualTo("4");
    }

    @Test
    void theCheckpointDoesNotMovePastWhatIsDroppedAfterAnOpenRecord() {
        Scenario scenario = new Scenario(mapping())
                .filter(Set.of("2")::contains)
                .functionHangs()
                .write("1", "2", "3");
        assertThat(scenario.checkpoint()).isEqualTo("1");

        scenario.ends("2", success());
        assertThat(scenario.checkpoint()).isEqualTo("3");
    }

    @Test
    void nothingLeftMeansNoInvocation() {
        Scenario scenario = new Scenario(mapping()).filter(name -> false).write("1", "2");

        assertThat(scenario.passUntilQuiet().invocations()).isEmpty();
        assertThat(scenario.shardEnds().isFinished()).isTrue();
    }

    @Test
    void eachInvocationReportsOnceWhatWasDroppedBeforeIt() {
        Scenario scenario = new Scenario(mapping().batchSize(1).maximumRetryAttempts(1))
                .filter(Set.of("3", "5")::contains)
                .functionAnswers(notReached(), error(), success(), success())
                .write("1", "2", "3", "4", "5")
                .passUntilQuiet();

        assertThat(scenario.invocations()).containsExactly("3", "3", "3", "5");
        assertThat(scenario.filteredBefore()).containsExactly(3, 0, 0, 0);
    }
}
