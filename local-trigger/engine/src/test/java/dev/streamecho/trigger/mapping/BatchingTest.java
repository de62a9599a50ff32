package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchingTest {

    @Test
    void withoutABatchingWindowARecordIsInvokedAtOnce() {
        Scenario scenario = new Scenario(mapping().batchSize(100)).write("1");

        assertThat(scenario.invocations()).containsExactly("1");
    }

    @Test
    void batchSizeIsACap() {
        Scenario scenario = new Scenario(mapping().batchSize(2)).write("1", "2", "3", "4", "5");

        assertThat(scenario.invocations()).containsExactly("1 2", "3 4", "5");
    }

    @Test
    void batchSizeOneMeansOneRecordAnInvocation() {
        Scenario scenario = new Scenario(mapping().batchSize(1)).write("1", "2", "3");

        assertThat(scenario.invocations()).containsExactly("1", "2", "3");
    }

    @Test
    void theNextBatchWaitsForTheInvocationBefore() {
        Scenario scenario =
                new Scenario(mapping()).functionHangs().write("1").write("2").write("3");
        assertThat(scenario.invocations()).containsExactly("1");

        scenario.ends("1", success());
        assertThat(scenario.invocations()).containsExactly("1", "2 3");
    }

    @Test
    void aBatchWaitsForMoreRecordsUntilItsBatchingWindowHasPassed() {
        Scenario scenario = new Scenario(mapping().maximumBatchingWindowInSeconds(5)).write("1");

        scenario.pass(Duration.ofMillis(4_999)).write("2");
        assertThat(scenario.invocations()).isEmpty();

        scenario.pass(Duration.ofMillis(1));
        assertThat(scenario.invocations()).containsExactly("1 2");
        assertThat(scenario.secondsOfInvocations()).containsExactly(5.0);
    }

    @Test
    void theBatchingWindowCountsFromTheFirstRecordOfEachBatch() {
        Scenario scenario = new Scenario(mapping().maximumBatchingWindowInSeconds(5))
                .write("1")
                .pass(Duration.ofSeconds(7))
                .write("2")
                .pass(Duration.ofSeconds(4))
                .write("3")
                .pass(Duration.ofSeconds(60));

        assertThat(scenario.invocations()).containsExactly("1", "2 3");
        assertThat(scenario.secondsOfInvocations()).containsExactly(5.0, 12.0);
    }

    @Test
    void aFullBatchDoesNotWaitForItsBatchingWindow() {
        Scenario scenario = new Scenario(mapping().batchSize(2).maximumBatchingWindowInSeconds(300));

        scenario.write("1", "2", "3");
        assertThat(scenario.invocations()).containsExactly("1 2");

        scenario.pass(Duration.ofSeconds(300));
        assertThat(scenario.invocations()).containsExactly("1 2", "3");
    }

    @Test
    void aBatchStartsBeforeItsPayloadWouldPassSixMegabytes() {
        int third = 2 * 1024 * 1024;
        Scenario scenario = new Scenario(mapping().maximumBatchingWindowInSeconds(300));

        scenario.writeBytes(third, "1", "2");
        assertThat(scenario.invocations()).isEmpty();

        scenario.writeBytes(third, "3");
        assertThat(scenario.invocations()).containsExactly("1 2");
        assertThat(scenario.events().get(0)).hasSizeLessThanOrEqualTo(6 * 1024 * 1024);
    }

    @Test
    void aPayloadOfJustSixMegabytesIsOneBatch() {
        int limit = 6 * 1024 * 1024;
        int half = (limit - "{\"Records\":[,]}".length() - 1) / 2;
        Scenario scenario = new Scenario(mapping()).writeBytes(half, "1", "2");

        assertThat(scenario.invocations()).containsExactly("1 2");
        assertThat(scenario.events().get(0)).hasSizeBetween(limit - 3, limit);
    }

    @Test
    void theEndOfAShardStartsTheLastBatch() {
        Scenario scenario = new Scenario(mapping().maximumBatchingWindowInSeconds(300)).write("1");
        assertThat(scenario.invocations()).isEmpty();

        scenario.shardEnds();
        assertThat(scenario.invocations()).containsExactly("1");
        assertThat(scenario.isFinished()).isTrue();
    }

    @Test
    void aShardIsNotFinishedBeforeItsLastInvocationIs() {
        Scenario scenario = new Scenario(mapping()).functionHangs().write("1").shardEnds();
        assertThat(scenario.isFinished()).isFalse();

        scenario.ends("1", success());
        assertThat(scenario.isFinished()).isTrue();
    }

    @Test
    void readingPausesWhileTwelveMegabytesAreOpen() {
        int megabyte = 1024 * 1024;
        Scenario scenario = new Scenario(mapping().batchSize(1)).functionHangs();

        scenario.writeBytes(megabyte, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(scenario.hasRoom()).isTrue();
        scenario.writeBytes(megabyte, "12");
        assertThat(scenario.hasRoom()).isFalse();

        scenario.ends("1", success());
        assertThat(scenario.hasRoom()).isTrue();
    }

    @Test
    void whenReadingPausesNoBatchWaitsToBecomeFuller() {
        Scenario scenario = new Scenario(mapping().batchSize(10_000).maximumBatchingWindowInSeconds(300));
        String[] manyRecords = new String[20_000];
        for (int i = 0; i < manyRecords.length; i++) {
            manyRecords[i] = String.valueOf(i + 1);
        }
        scenario.functionHangs().functionHangs().write(manyRecords);

        assertThat(scenario.hasRoom()).isFalse();
        assertThat(scenario.invocations()).hasSize(1);
    }
}
