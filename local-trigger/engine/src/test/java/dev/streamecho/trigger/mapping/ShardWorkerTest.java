package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SimulatedStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SimulatedStream stream = new SimulatedStream(Clock.systemUTC(), "shard");
    private final FakeFunction function = new FakeFunction();
    private final FlakyCheckpoints checkpoints = new FlakyCheckpoints();
    private final AtomicInteger destinationFailures = new AtomicInteger();
    private final List<DiscardedBatch> sent = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<String> finishedShards = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();

    private final List<ShardWorker> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        executor.shutdownNow();
        started.forEach(ShardWorker::close);
    }

    private ShardWorker start(TestMapping testMapping, Duration graceOfClose) {
        EventSourceMapping mapping = testMapping.build();
        Checkpoint.At start = checkpoints.of("shard").orElse(null) instanceof Checkpoint.At at
                ? at
                : new Checkpoint.At(new Position.TrimHorizon());
        Sleeper sleeper = duration -> Thread.yield();
        ShardReader reader = new ShardReader(
                stream,
                "shard",
                start.position(),
                new SourceNotices("stream", notices::add),
                Clock.systemUTC(),
                sleeper);
        RetryDelay retryDelay = new RetryDelay(Duration.ofMillis(1), () -> 0.5);
        ShardWorker worker = new ShardWorker(
                "shard",
                reader,
                new ShardProcessor(mapping, record -> true, retryDelay, start),
                new ShardWorker.OfMapping(
                        mapping,
                        new Delivery(function, this::send, new Notices(), retryDelay, Clock.systemUTC()),
                        checkpoints,
                        mapping.batching().parallelizationFactor() == 1 ? Runnable::run : executor,
                        sleeper,
                        graceOfClose,
                        finishedShards::add));
        worker.start();
        started.add(worker);
        return worker;
    }

    private void send(DiscardedBatch batch) throws IOException {
        if (destinationFailures.getAndDecrement() > 0) {
            throw new IOException("No space left on device");
        }
        sent.add(batch);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closeLetsTheRunningInvocationEndAndSavesItsCheckpoint(int parallelizationFactor) throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        function.answers(items -> {
            mayEnd.await();
            return success();
        });
        ChangeRecord first = stream.write("shard", "a");
        stream.write("shard", "a");
        ShardWorker worker = start(mapping().batchSize(1).parallelizationFactor(parallelizationFactor), LONG);
        await().until(() -> function.items().equals(List.of("a")));

        Thread closing = new Thread(worker::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        closing.join();

        assertThat(checkpoints.of("shard")).contains(new Checkpoint.At(new Position.After(first.sequenceNumber())));
        assertThat(function.items()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itInvokesUntilTheInvocationHasEnded(int parallelizationFactor) {
        CountDownLatch mayEnd = new CountDownLatch(1);
        function.answers(items -> {
            mayEnd.await();
            return success();
        });
        stream.write("shard", "a");
        ShardWorker worker = start(mapping().parallelizationFactor(parallelizationFactor), LONG);
        await().until(() -> function.items().equals(List.of("a")));
        worker.stop();
        assertThat(worker.isInvoking()).isTrue();

        mayEnd.countDown();
        await().until(() -> !worker.isInvoking());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closeWhileTheFunctionHangsEndsAndTheBatchIsDeliveredAgain(int parallelizationFactor) {
        CountDownLatch never = new CountDownLatch(1);
        function.answers(items -> {
            if (items.contains("b")) {
                never.await();
            }
            return success();
        });
        TestMapping mapping = mapping().batchSize(1).parallelizationFactor(parallelizationFactor);
        ChangeRecord first = stream.write("shard", "a");
        ShardWorker worker = start(mapping, Duration.ofMillis(20));
        await().until(() -> checkpoints.of("shard").isPresent());
        stream.write("shard", "b");
        await().until(() -> function.items().contains("b"));

        worker.close();
        assertThat(checkpoints.of("shard")).contains(new Checkpoint.At(new Position.After(first.sequenceNumber())));

        function.answers(items -> success());
        start(mapping, LONG);
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a", "b", "b"));
    }

    @Test
    @Timeout(90)
    void shardsThatHangTogetherAreWaitedForTogether() {
        CountDownLatch never = new CountDownLatch(1);
        function.answers(items -> {
            never.await();
            return success();
        });
        stream.write("shard", "a");
        for (int i = 0; i < 50; i++) {
            start(mapping(), Duration.ofSeconds(2));
        }
        await().until(() -> function.items().size() == 50);

        // One after the other they would take 100 seconds, which is more than the test may take.
        started.forEach(ShardWorker::stop);
        started.forEach(ShardWorker::close);
    }

    @Test
    void closeWhileNothingIsDoneEndsAtOnce() {
        start(mapping(), LONG).close();

        assertThat(function.invocations()).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void closeDoesNotWaitForARetry() {
        function.answers(items -> error());
        stream.write("shard", "a");
        ShardWorker worker = start(mapping(), LONG);
        await().until(() -> function.items().size() > 2);

        worker.close();

        Checkpoint.At saved = (Checkpoint.At) checkpoints.of("shard").orElseThrow();
        assertThat(saved.tried()).hasSize(1);
        assertThat(saved.tried().get(0).failedAttempts())
                .isEqualTo(function.invocations().size());
    }

    @Test
    void aDestinationThatCannotBeWrittenKeepsTheShardWaiting() {
        destinationFailures.set(3);
        function.answers(items -> items.contains("poison") ? error() : success());
        stream.write("shard", "poison");
        stream.write("shard", "a");

        ShardWorker worker = start(mapping().batchSize(1).maximumRetryAttempts(0), LONG);
        await().until(() -> function.items().equals(List.of("poison", "a")));
        worker.close();

        assertThat(sent).hasSize(1);
        assertThat(notices)
                .containsExactly(
                        "shard shard: the message of a discarded batch cannot be saved, retrying: No space left on device",
                        "shard shard: the message of a discarded batch has been saved now");
    }

    @Test
    void aCheckpointThatCannotBeWrittenKeepsTheShardWaiting() {
        checkpoints.failures.set(3);
        stream.write("shard", "a");
        stream.write("shard", "b");

        ShardWorker worker = start(mapping().batchSize(1), LONG);
        await().until(() -> function.items().equals(List.of("a", "b")));
        worker.close();

        assertThat(notices)
                .containsExactly(
                        "shard shard: the checkpoint cannot be saved, retrying: No space left on device",
                        "shard shard: the checkpoint has been saved now");
    }

    @Test
    void theEndOfAShardIsTold() {
        stream.write("shard", "a");
        stream.close("shard");

        ShardWorker worker = start(mapping(), LONG);
        await().until(() -> finishedShards.equals(List.of("shard")));
        worker.close();

        assertThat(checkpoints.of("shard")).contains(new Checkpoint.ShardEnd());
    }

    @Test
    void aBatchThatSucceedsIsOneCheckpoint() {
        int batches = 200;
        for (int i = 0; i < batches; i++) {
            stream.write("shard", "item " + i);
        }

        ShardWorker worker = start(mapping().batchSize(1), LONG);
        await().until(() -> function.invocations().size() == batches);
        worker.close();

        assertThat(checkpoints.saves).hasSize(batches);
    }

    /** Checkpoints that cannot be written for a while. */
    private static final class FlakyCheckpoints implements Checkpoints {
        private final Checkpoints kept = Checkpoints.inMemory();
        private final AtomicInteger failures = new AtomicInteger();
        private final List<Checkpoint> saves = new ArrayList<>();

        @Override
        public Set<String> shardIds() {
            return kept.shardIds();
        }

        @Override
        public boolean outlastProcess() {
            return false;
        }

        @Override
        public Optional<Checkpoint> of(String shardId) {
            return kept.of(shardId);
        }

        @Override
        public void save(String shardId, Checkpoint checkpoint) throws IOException {
            if (failures.getAndDecrement() > 0) {
                throw new IOException("No space left on device");
            }
            saves.add(checkpoint);
            kept.save(shardId, checkpoint);
        }
    }

    private final class Notices implements MappingListener {
        @Override
        public void invoked(InvocationReport report) {
            // The function tells.
        }

        @Override
        public void discarded(DiscardedBatch batch, Optional<String> place) {
            // The destination tells.
        }

        @Override
        public void notice(String mapping, String line) {
            notices.add(line);
        }
    }
}
