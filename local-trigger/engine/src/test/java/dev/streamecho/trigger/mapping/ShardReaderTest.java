package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
    private final SimulatedStream written = new SimulatedStream(Clock.systemUTC(), "shard");
    private final List<Instant> readUpTo = new ArrayList<>();

    @Test
    void aStreamThatIsToldOfWritesIsReadEveryTwentiethIntervalWhileThereAreNone() throws InterruptedException {
        ShardReader reader = new ShardReader(
                new UntouchedStream(),
                "shard",
                new EventStream.Position.TrimHorizon(),
                new SourceNotices("stream", line -> {}),
                Clock.systemUTC(),
                duration -> {});

        List<ChangeRecord> read = reader.next(readUpTo::add);

        assertThat(read).hasSize(1);
        assertThat(written.calls(Call.RECORDS)).isEqualTo(3);
        // Each read that found nothing, and each of the twenty intervals after it.
        assertThat(readUpTo).hasSize(2 * (1 + 20)).isSorted();
    }

    /** No call writes to it, and its intervals pass at once; in the thirtieth, time to live deletes an item. */
    private final class UntouchedStream implements EventStream {
        private int intervals;

        @Override
        public boolean awaitWrite(long ticket, Duration limit) {
            intervals++;
            if (intervals == 30) {
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
