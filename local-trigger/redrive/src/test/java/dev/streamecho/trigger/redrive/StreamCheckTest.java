package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import dev.streamecho.trigger.stream.StreamException.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private final SimulatedStream stream = new SimulatedStream(() -> Instant.parse("2026-01-15T10:00:00Z"), "shard");
    private final StreamCheck check = new StreamCheck(new TestDeployment().streams(stream));
    private final StreamBatch batch = batch();

    private StreamBatch batch() {
        ChangeRecord record = stream.write("shard", "1");
        return TestDeployment.batch(record, record, 1).batch();
    }

    @Test
    void aShardThatIsThereIsNotGone() {
        assertThat(check.isGone(batch)).isFalse();
    }

    @Test
    void aShardThatTheStreamDoesNotHaveIsGone() {
        stream.remove("shard");

        assertThat(check.isGone(batch)).isTrue();
    }

    @Test
    void whatCannotBeAskedIsNotGone() {
        stream.fail(Call.SHARDS, Kind.REFUSED, 1);

        assertThat(check.isGone(batch)).isFalse();
    }

    @Test
    void aStreamIsAskedOnce() {
        check.isGone(batch);
        check.isGone(batch);

        assertThat(stream.calls(Call.SHARDS)).isEqualTo(1);
    }
}
