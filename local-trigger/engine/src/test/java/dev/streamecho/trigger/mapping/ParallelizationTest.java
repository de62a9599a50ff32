package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The items "a" and "b" are in two lanes of two. */
class ParallelizationTest {

    @Test
    void asManyInvocationsAsTheFactorAreUnderWayAtATime() {
        Scenario scenario = new Scenario(mapping().parallelizationFactor(10).batchSize(1));
        String[] hundredItems =
                IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toArray(String[]::new);
        IntStream.range(0, 100).forEach(i -> scenario.functionHangs());

        scenario.write(hundredItems);

        assertThat(scenario.underWay()).hasSize(10);
    }

    @Test
    void recordsOfOneItemAreInOrder() {
        Scenario scenario = new Scenario(mapping().parallelizationFactor(2).batchSize(1))
                .functionHangs()
                .writeItem("a", "1", "2")
                .writeItem("b", "3", "4");
        assertThat(scenario.invocations()).containsExactly("1", "3", "4");

        scenario.ends("1", success());
        assertThat(scenario.invocations()).containsExactly("1", "3", "4", "2");
    }

    @Test
    void aFailingItemDoesNotStopItemsOfOtherLanes() {
        Scenario scenario = new Scenario(mapping().parallelizationFactor(2))
                .functionAnswers(error())
                .writeItem("a", "1")
                .writeItem("b", "2");

        assertThat(scenario.invocations()).containsExactly("1", "2");
    }

    @Test
    void theCheckpointNeverPassesAnOpenRecord() {
        Scenario scenario = new Scenario(mapping().parallelizationFactor(2))
                .functionHangs()
                .writeItem("a", "1")
                .writeItem("b", "2")
                .writeItem("b", "3");
        assertThat(scenario.checkpoint()).isEqualTo("none");

        scenario.ends("1", success());
        assertThat(scenario.checkpoint()).isEqualTo("3");
    }

    @Test
    void readingPausesWhenTooManyRecordsAreHeldUpByOneThatIsOpen() {
        Scenario scenario =
                new Scenario(mapping().parallelizationFactor(2)).functionHangs().writeItem("a", "1");

        for (int i = 2; i <= 20_000; i++) {
            scenario.writeItem("b", String.valueOf(i));
        }

        assertThat(scenario.hasRoom()).isFalse();
        assertThat(scenario.ends("1", success()).hasRoom()).isTrue();
        assertThat(scenario.checkpoint()).isEqualTo("20000");
    }
}
