package dev.streamecho.trigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventPoller;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.MappingListener;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the engine tells of a real mapping is what the journal makes of it. */
class JournalOfMappingTest {
    private final Journal journal = new Journal(100, 1_000_000);
    private final CountDownLatch finished = new CountDownLatch(1);

    @Test
    void aPoisonedRecordIsBisectedOut() throws Exception {
        EventSourceMapping mapping = new EventSourceMapping(
                "Stream",
                new InvokedFunction("Echo", "arn", "$LATEST"),
                Source.all("stream", StartingPosition.TRIM_HORIZON),
                new Batching(4, Duration.ZERO, 1, Duration.ZERO),
                new Failures(OptionalInt.of(0), Optional.empty(), true, false),
                Optional.of("arn:aws:sqs:us-east-1:123456789012:Failed"),
                true);
        journal.configured(JournaledMapping.of(mapping, "Orders"));
        Delivery delivery = new Delivery(
                new Poisonable(),
                OnFailureDestination.NONE,
                new Listener(),
                new RetryDelay(Duration.ofMillis(1), () -> 0.5),
                Clock.systemUTC());

        try (EventPoller poller = new EventPoller(mapping, new FourRecords(), Checkpoints.inMemory(), delivery)) {
            poller.start();
            assertThat(finished.await(2, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(journal.tree(1))
                .extracting(batch -> "%d %s %s %d"
                        .formatted(
                                batch.n(),
                                batch.records(),
                                batch.state(),
                                batch.attempts().size()))
                .containsExactly(
                        "1 [1, 2, 3, 4] split 1",
                        "2 [1, 2] handled 1",
                        "3 [3, 4] split 1",
                        "4 [3] discarded 1",
                        "5 [4] handled 1");
        assertThat(journal.rows())
                .extracting(RecordRow::outcome)
                .containsExactly(
                        RecordRow.Outcome.SUCCESS,
                        RecordRow.Outcome.DISCARDED,
                        RecordRow.Outcome.SUCCESS,
                        RecordRow.Outcome.SUCCESS);
        assertThat(journal.shards("Stream"))
                .containsExactly(new ShardStatus(
                        "Stream",
                        "shard-1",
                        "4",
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        assertThat(journal.counts("Stream")).isEqualTo(new EventCounts(4, 0, 10, 7, 1, 0));
    }

    /** Fails with record 3. */
    private static final class Poisonable implements LambdaFunction {
        @Override
        public String logicalId() {
            return "Echo";
        }

        @Override
        public String arn() {
            return "arn";
        }

        @Override
        public Invocation invoke(byte[] event) {
            boolean isPoisoned = new String(event, StandardCharsets.UTF_8).contains("\"n\":3}");
            return new Invocation(
                    UUID.randomUUID().toString(),
                    Instant.now(),
                    Duration.ofMillis(1),
                    Optional.empty(),
                    isPoisoned ? new Invocation.FunctionError("E", "poisoned") : new Invocation.Success(new byte[0]));
        }
    }

    /** A stream of one closed shard. */
    private static final class FourRecords implements EventStream {
        @Override
        public String arn() {
            return "stream";
        }

        @Override
        public List<Shard> shards() {
            return List.of(new Shard("shard-1", Optional.empty(), true));
        }

        @Override
        public String shardIterator(String shardId, Position position) {
            return "first";
        }

        @Override
        public Page records(String shardIterator, int limit) {
            return new Page(Happenings.records("1 2 3 4"), null);
        }
    }

    /** Tells the journal all of it, and knows the end of the shard. */
    private final class Listener implements MappingListener {
        @Override
        public void read(RecordsRead read) {
            journal.read(read);
        }

        @Override
        public void invoking(InvocationStart start) {
            journal.invoking(start);
        }

        @Override
        public void invoked(InvocationReport report) {
            journal.invoked(report);
        }

        @Override
        public void returned(RecordsReturned returned) {
            journal.returned(returned);
        }

        @Override
        public void progressed(ShardProgress progress) {
            journal.progressed(progress);
            if (progress.isFinished()) {
                finished.countDown();
            }
        }

        @Override
        public void discarded(DiscardedBatch batch, Optional<String> place) {
            journal.discarded(batch, place);
        }

        @Override
        public void notice(String mapping, String line) {
            // There is no trouble.
        }
    }
}
