package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackPressureTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readingStopsWhileTheFunctionHangsAndThenContinues(int parallelizationFactor) {
        SimulatedStream stream = new SimulatedStream(Clock.systemUTC(), "shard");
        for (int i = 0; i < 30_000; i++) {
            stream.write("shard", "item " + i % 7);
        }
        CountDownLatch mayEnd = new CountDownLatch(1);
        FakeFunction function = new FakeFunction().answers(items -> {
            mayEnd.await();
            return success();
        });

        RunningMapping running = RunningMapping.start(
                mapping().batchSize(1_000).parallelizationFactor(parallelizationFactor),
                stream,
                function,
                Checkpoints.inMemory(),
                Clock.systemUTC());
        try (running) {
            int[] pages = {0};
            await().during(Duration.ofMillis(500)).until(() -> {
                int before = pages[0];
                pages[0] = stream.calls(Call.RECORDS);
                return before > 0 && pages[0] == before;
            });
            // A page has 1,000 records; 20,000 may be open, and one page is read ahead.
            assertThat(stream.calls(Call.RECORDS)).isLessThanOrEqualTo(21);

            mayEnd.countDown();
            await().until(() -> function.items().size() == 30_000);
        }
    }
}
