package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
    private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final SimulatedStream written = new SimulatedStream(clock.withZone(ZoneOffset.UTC), "shard");
    private final UntouchedStream untouched = new UntouchedStream();
    private final ShardReader reader = new ShardReader(
            untouched,
            "shard",
            new EventStream.Position.TrimHorizon(),
            new SourceNotices("stream", line -> {}),
            clock.withZone(ZoneOffset.UTC),
            duration -> {});

    @Test
    void aStreamThatIsToldOfWritesIsReadEveryTenSecondsWhileThereAreNone() throws InterruptedException {
        List<ChangeRecord> read = reader.next();

        assertThat(read).hasSize(1);
        assertThat(written.calls(Call.RECORDS)).isEqualTo(3);
        assertThat(untouched.waits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void whileItWaitsAndNothingIsWrittenTheShardIsReadUpToNow() throws InterruptedException {
        reader.next();

        assertThat(untouched.readUpTo).containsExactly(START.plusSeconds(3), START.plusSeconds(13));
        assertThat(reader.readUpTo()).as("the last read that found nothing").isEqualTo(START.plusSeconds(10));
    }

    /** No call writes to it, and its waits pass at once; after the second one, time to live has deleted an item. */
    private final class UntouchedStream implements EventStream {
        private final List<Duration> waits = new ArrayList<>();
        private final List<Instant> readUpTo = new ArrayList<>();

        @Override
        public boolean isUnwrittenSince(long ticket) {
            return true;
        }

        @Override
        public boolean awaitWrite(long ticket, Duration limit) {
            waits.add(limit);
            now = now.plusSeconds(3);
            readUpTo.add(reader.readUpTo());
            now = now.plusSeconds(7);
            if (waits.size() == 2) {
                written.write("shard", "expired");
            }
            return false;
        }

        @Override
        public String arn() {
            return written.arn();
        }

        @Override
        public List<Shard> shards() {
            return written.shards();
        }

        @Override
        public String shardIterator(String shardId, Position position) {
            return written.shardIterator(shardId, position);
        }

        @Override
        public Page records(String shardIterator, int limit) {
            return written.records(shardIterator, limit);
        }
    }
}
