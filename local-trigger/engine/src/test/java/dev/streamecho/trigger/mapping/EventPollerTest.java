package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition.LATEST;
import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.state;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.stream.StreamException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPollerTest {
    private final FakeFunction function = new FakeFunction();
    private final Checkpoints checkpoints = Checkpoints.inMemory();

    private final List<RunningMapping> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(RunningMapping::close);
    }

    private RunningMapping start(TestMapping mapping, EventStream stream) {
        return start(mapping, stream, function, checkpoints, Clock.systemUTC());
    }

    private RunningMapping start(
            TestMapping mapping, EventStream stream, FakeFunction fakeFunction, Checkpoints kept, Clock clock) {
        RunningMapping running = RunningMapping.start(mapping, stream, fakeFunction, kept, clock);
        started.add(running);
        return running;
    }

    private static SimulatedStream streamOf(String... shardIds) {
        return new SimulatedStream(Clock.systemUTC(), shardIds);
    }

    // Where it starts.

    @Test
    void trimHorizonStartsAtTheOldestRecordKept() {
        SimulatedStream stream = streamOf("shard");
        stream.write("shard", "before");
        start(mapping(), stream);
        stream.write("shard", "after");

        await().untilAsserted(() -> assertThat(function.items()).containsExactly("before", "after"));
    }

    @Test
    void latestStartsAtWhatIsWrittenOnceTheMappingIsReady() {
        SimulatedStream stream = streamOf("closed", "open");
        stream.write("closed", "before");
        stream.close("closed");
        stream.write("open", "before");
        start(mapping().startingPosition(LATEST), stream);
        stream.write("open", "after");

        await().untilAsserted(() -> assertThat(function.items()).containsExactly("after"));
        assertThat(stream.calls(Call.SHARD_ITERATOR)).isEqualTo(1);
    }

    @Test
    void latestIsStillTheSamePlaceAfterACrashBeforeTheFirstRecord(@TempDir Path dataDir) {
        SimulatedStream stream = streamOf("shard");
        stream.write("shard", "before");
        EventSourceMapping mapping = mapping().startingPosition(LATEST).build();
        RunningMapping.start(
                        mapping().startingPosition(LATEST),
                        stream,
                        function,
                        FileCheckpoints.open(dataDir, mapping),
                        Clock.systemUTC())
                .close();
        stream.write("shard", "after");

        start(
                mapping().startingPosition(LATEST),
                stream,
                function,
                FileCheckpoints.open(dataDir, mapping),
                Clock.systemUTC());
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("after"));
    }

    @Test
    void aDisabledMappingReadsAndInvokesNothing() {
        SimulatedStream stream = streamOf("shard");
        stream.write("shard", "a");
        RunningMapping running = start(mapping().disabled(), stream);
        assertThat(stream.calls(Call.SHARDS)).isZero();
        running.close();
        assertThat(function.invocations()).isEmpty();
    }

    @Test
    void enabledAgainAMappingContinuesAfterTheLastRecordItFinished() {
        SimulatedStream stream = streamOf("shard");
        stream.write("shard", "a");
        RunningMapping enabled = start(mapping(), stream);
        await().until(() -> function.items().equals(List.of("a")));
        enabled.close();
        start(mapping().disabled(), stream).close();
        stream.write("shard", "b");

        start(mapping(), stream);
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a", "b"));
    }

    @Test
    void afterARestartTheAttemptsOfABatchCountOn() throws IOException {
        SimulatedStream stream = streamOf("shard");
        SequenceNumber first = stream.write("shard", "a").sequenceNumber();
        SequenceNumber last = stream.write("shard", "b").sequenceNumber();
        stream.write("shard", "c");
        Checkpoint.TriedBatch tried = new Checkpoint.TriedBatch(first, last, 1, 1, "request", true);
        checkpoints.save("shard", new Checkpoint.At(new Position.TrimHorizon(), List.of(tried), Optional.empty()));
        function.answers(items -> items.contains("a") ? error() : success());

        RunningMapping running = start(mapping().maximumRetryAttempts(1), stream);

        await().untilAsserted(
                        () -> assertThat(function.invocations()).containsExactly(List.of("a", "b"), List.of("c")));
        assertThat(running.discarded().get(0).approximateInvokeCount()).isEqualTo(2);
    }

    @Test
    void twoMappingsOnOneStreamEachGetEveryRecord() {
        SimulatedStream stream = streamOf("shard");
        FakeFunction failing = new FakeFunction().answers(items -> error());
        start(mapping(), stream);
        start(mapping().batchSize(1), stream, failing, Checkpoints.inMemory(), Clock.systemUTC());
        stream.write("shard", "a");
        stream.write("shard", "b");

        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a", "b"));
        await().untilAsserted(() -> assertThat(failing.items()).startsWith("a", "a", "a"));
        failing.answers(items -> success());
        await().untilAsserted(() -> assertThat(failing.items()).endsWith("a", "b"));
    }

    // Shards.

    @Test
    void aParentIsHandledToItsEndBeforeItsChildrenStart() throws InterruptedException {
        SimulatedStream stream = streamOf("parent");
        stream.write("parent", "1");
        stream.write("parent", "2");
        stream.split("parent", "left", "right");
        stream.write("left", "3");
        stream.write("right", "other 3");
        stream.split("left", "grandchild");
        stream.write("grandchild", "4");
        CountDownLatch parentMayEnd = new CountDownLatch(1);
        function.answers(items -> {
            if (items.contains("2")) {
                parentMayEnd.await();
            }
            return success();
        });

        start(mapping().batchSize(1), stream);
        await().until(() -> function.items().contains("2"));
        assertThat(function.items()).containsExactly("1", "2");
        assertThat(stream.calls(Call.SHARD_ITERATOR)).isEqualTo(1);

        parentMayEnd.countDown();
        await().until(() -> function.items().size() == 5);
        assertThat(function.items())
                .startsWith("1", "2")
                .containsSubsequence("2", "3", "4")
                .contains("other 3");
    }

    @Test
    void aChildIsFoundWhileRunning() {
        SimulatedStream stream = streamOf("parent");
        start(mapping().startingPosition(LATEST), stream);
        stream.write("parent", "a");
        await().until(() -> function.items().equals(List.of("a")));

        stream.split("parent", "child");
        stream.write("child", "b");
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a", "b"));
    }

    @Test
    void aShardWhoseParentIsGoneIsRead() {
        SimulatedStream stream = streamOf("parent");
        stream.split("parent", "child");
        stream.remove("parent");
        stream.write("child", "a");

        start(mapping(), stream);
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a"));
    }

    @Test
    void afterARestartAFinishedShardIsNotReadAgain() {
        SimulatedStream stream = streamOf("parent");
        stream.write("parent", "a");
        stream.split("parent", "child");
        RunningMapping running = start(mapping(), stream);
        await().until(() -> checkpoints.of("parent").equals(Optional.of(new Checkpoint.ShardEnd())));
        running.close();
        stream.write("child", "b");

        start(mapping(), stream);
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("a", "b"));
    }

    @Test
    void aShardThatIsGoneAfterALongStopIsToldOnceAndStopsNoOther() throws IOException {
        SimulatedStream stream = streamOf("kept");
        checkpoints.save("gone", new Checkpoint.At(new Position.After(new SequenceNumber("7"))));
        checkpoints.save("finished", new Checkpoint.ShardEnd());
        stream.write("kept", "a");

        RunningMapping running = start(mapping(), stream);
        await().until(() -> function.items().equals(List.of("a")));
        assertThat(running.notices())
                .containsExactly("shard gone is gone from the stream; what was not read of it cannot be delivered");
        running.close();
        RunningMapping again = start(mapping(), stream);
        assertThat(again.notices()).isEmpty();
    }

    @Test
    void aBatchNeverMixesShards() {
        SimulatedStream stream = streamOf("1", "2", "3");
        for (int i = 0; i < 500; i++) {
            stream.write("1", "of 1");
            stream.write("2", "of 2");
            stream.write("3", "of 3");
        }
        RunningMapping running = start(mapping(), stream);
        await().until(() -> function.items().size() == 1_500);
        running.close();

        assertThat(function.invocations()).allMatch(items -> Set.copyOf(items).size() == 1);
    }

    @Test
    void oneFailingShardStopsNoOther() {
        SimulatedStream stream = streamOf("failing", "other");
        function.answers(items -> items.contains("poison") ? error() : success());
        stream.write("failing", "poison");
        start(mapping(), stream);
        await().until(() -> function.items().size() > 3);
        stream.write("other", "a");
        await().until(() -> function.items().contains("a"));
        stream.write("other", "b");

        await().untilAsserted(() -> assertThat(function.items()).contains("poison", "a", "b"));
    }

    // Invocations.

    @Test
    void aShardHasOneInvocationAtATime() {
        SimulatedStream stream = streamOf("shard");
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        function.answers(items -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return success();
        });
        RunningMapping running = start(mapping().batchSize(1), stream);
        for (int i = 0; i < 500; i++) {
            stream.write("shard", "item " + i);
        }
        await().until(() -> function.items().size() == 500);
        running.close();

        assertThat(most).hasValue(1);
    }

    @Test
    void aParallelizationFactorAllowsAsManyInvocationsAtATime() {
        SimulatedStream stream = streamOf("shard");
        CyclicBarrier bothAtATime = new CyclicBarrier(2);
        function.answers(items -> {
            try {
                bothAtATime.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return success();
        });
        start(mapping().parallelizationFactor(2), stream);
        stream.write("shard", "a");
        stream.write("shard", "b");

        await().untilAsserted(() -> assertThat(bothAtATime.getNumberWaiting()).isZero());
        await().untilAsserted(() -> assertThat(function.items()).containsExactlyInAnyOrder("a", "b"));
    }

    @Test
    void whatIsDiscardedIsReportedAndTheShardContinues() {
        SimulatedStream stream = streamOf("shard");
        function.answers(items -> items.contains("poison") ? error() : success());
        RunningMapping running = start(mapping().batchSize(1).maximumRetryAttempts(2), stream);
        stream.write("shard", "poison");
        stream.write("shard", "a");

        await().untilAsserted(() -> assertThat(function.items()).containsExactly("poison", "poison", "poison", "a"));
        assertThat(running.discarded()).hasSize(1);
        assertThat(running.discarded().get(0).shardId()).isEqualTo("shard");
        assertThat(running.discarded().get(0).approximateInvokeCount()).isEqualTo(3);
    }

    @Test
    void aTumblingWindowEndsAlthoughNothingMoreIsWritten() {
        TestClock clock = new TestClock();
        SimulatedStream stream = new SimulatedStream(clock, "shard");
        function.answers(items -> state("{}"));
        start(mapping().tumblingWindowInSeconds(300), stream, function, checkpoints, clock);
        stream.write("shard", "a");
        await().until(() -> function.invocations().equals(List.of(List.of("a"))));
        clock.jump(Duration.ofSeconds(301));

        await().untilAsserted(() -> assertThat(function.invocations()).containsExactly(List.of("a"), List.of()));
    }

    // Trouble.

    @Test
    void anOutageOfTheWholeStreamIsOneLineAndItsEndAnother() {
        SimulatedStream stream = streamOf("parent", "other");
        RunningMapping running = start(mapping(), stream);
        stream.write("parent", "a");
        await().until(() -> function.items().contains("a"));
        stream.fail(Call.SHARDS, Kind.UNAVAILABLE, 1);
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 2);
        stream.split("parent", "child");
        stream.write("child", "b");

        await().until(() -> function.items().contains("b"));
        await().untilAsserted(() -> assertThat(running.notices())
                .startsWith("the stream cannot be read, retrying: simulated")
                .endsWith("the stream can be read again"));
    }

    @Test
    void aStreamThatCannotBeReadAtTheStartIsAnError() {
        SimulatedStream stream = streamOf("shard");
        stream.fail(Call.SHARDS, Kind.REFUSED, 1);

        assertThatExceptionOfType(StreamException.class).isThrownBy(() -> start(mapping(), stream));
    }

    @Test
    void latestThatCannotBeTakenAtTheStartIsAnError() {
        SimulatedStream stream = streamOf("shard");
        stream.fail(Call.SHARD_ITERATOR, Kind.REFUSED, 1);

        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> start(mapping().startingPosition(LATEST), stream));
    }

    @Test
    void aCheckpointThatWasTrimmedMeanwhileStopsNoShard() throws IOException {
        SimulatedStream stream = streamOf("trimmed", "other");
        checkpoints.save(
                "trimmed",
                new Checkpoint.At(
                        new Position.After(stream.write("trimmed", "1").sequenceNumber())));
        stream.trim("trimmed", stream.write("trimmed", "2"));
        stream.write("trimmed", "3");
        stream.write("other", "4");

        RunningMapping running = start(mapping(), stream);
        await().untilAsserted(() -> assertThat(function.items()).containsExactlyInAnyOrder("3", "4"));
        assertThat(running.notices()).hasSize(1).first().asString().contains("were trimmed");
    }

    @Test
    void aRecordToWhichTheMappingWasMovedAndThatWasTrimmedSinceIsReported() throws IOException {
        SimulatedStream stream = streamOf("shard");
        ChangeRecord trimmed = stream.write("shard", "1");
        checkpoints.save("shard", new Checkpoint.At(new Position.At(trimmed.sequenceNumber())));
        stream.trim("shard", trimmed);
        stream.write("shard", "2");

        RunningMapping running = start(mapping(), stream);
        await().untilAsserted(() -> assertThat(function.items()).containsExactly("2"));
        assertThat(running.notices())
                .containsExactly(("shard shard: the records from %s were trimmed from the stream before they were read;"
                                + " continuing from the oldest one kept")
                        .formatted(trimmed.sequenceNumber()));
    }

    @Test
    void checkpointsThatCannotBeKeptAtTheStartAreTheUsersMistake() {
        Checkpoints full = new Checkpoints() {
            @Override
            public Set<String> shardIds() {
                return Set.of();
            }

            @Override
            public boolean outlastProcess() {
                return true;
            }

            @Override
            public Optional<Checkpoint> of(String shardId) {
                return Optional.empty();
            }

            @Override
            public void save(String shardId, Checkpoint checkpoint) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RunningMapping.start(mapping(), streamOf("shard"), function, full, Clock.systemUTC()))
                .withMessage("DataTableStream: the checkpoints cannot be saved: No space left on device");
    }
}
