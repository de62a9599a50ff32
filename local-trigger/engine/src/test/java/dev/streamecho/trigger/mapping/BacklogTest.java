package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.stream.SimulatedStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a mapping on a stream has left to do. */
class BacklogTest {
    private final FakeFunction function = new FakeFunction();
    private RunningMapping running;

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void nothingIsLeftOnceEveryRecordIsHandled() {
        SimulatedStream stream = start("shard");
        stream.write("shard", "a");

        awaitNone();

        assertThat(function.items()).containsExactly("a");
    }

    @Test
    void aRecordThatWasJustWrittenIsNeverMissed() {
        SimulatedStream stream = start("shard");
        for (int written = 1; written <= 20; written++) {
            stream.write("shard", "item " + written);
            awaitNone();
            assertThat(function.items()).hasSize(written);
        }
    }

    @Test
    void aRunningInvocationIsLeft() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        function.answers(items -> {
            mayEnd.await();
            return Outcomes.success();
        });
        SimulatedStream stream = start("shard");
        stream.write("shard", "a");
        await().until(() -> function.items().equals(List.of("a")));

        assertThat(running.backlog(Instant.now())).isEqualTo(Backlog.OPEN);

        mayEnd.countDown();
        awaitNone();
    }

    @Test
    void aBatchThatIsRetriedIsLeft() throws InterruptedException {
        function.answers(items -> Outcomes.error());
        SimulatedStream stream = start("shard");
        stream.write("shard", "a");
        await().until(() -> function.invocations().size() > 1);

        assertThat(running.backlog(Instant.now())).isEqualTo(Backlog.OPEN);

        function.answers(items -> Outcomes.success());
        awaitNone();
    }

    @Test
    void whatIsInAShardThatFollowsOneIsLeft() {
        SimulatedStream stream = start("parent");
        stream.write("parent", "a");
        stream.split("parent", "child");
        stream.write("child", "b");

        awaitNone();

        assertThat(function.items()).containsExactly("a", "b");
    }

    private SimulatedStream start(String... shardIds) {
        SimulatedStream stream = new SimulatedStream(Clock.systemUTC(), shardIds);
        running = RunningMapping.start(mapping(), stream, function, Checkpoints.inMemory(), Clock.systemUTC());
        return stream;
    }

    private void awaitNone() {
        Instant now = Instant.now();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> running.backlog(now) == Backlog.NONE);
    }
}
