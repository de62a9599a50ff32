package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition.LATEST;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.NewPosition.AtSequenceNumber;
import dev.streamecho.trigger.mapping.NewPosition.AtTimestamp;
import dev.streamecho.trigger.mapping.NewPosition.Effect;
import dev.streamecho.trigger.mapping.NewPosition.Latest;
import dev.streamecho.trigger.mapping.NewPosition.TrimHorizon;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.SimulatedStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mapping has handled a and b of one shard; c waits. */
class RepositioningTest {
    private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");

    private volatile Instant now = START;
    private final SimulatedStream stream = new SimulatedStream(() -> now, "shard").here();
    private final Checkpoints checkpoints = Checkpoints.inMemory();
    private final FakeFunction function = new FakeFunction();

    private ChangeRecord write(String shardId, String item) {
        ChangeRecord record = stream.write(shardId, item);
        now = now.plusSeconds(60);
        return record;
    }

    private ChangeRecord handleTwoOfThree() {
        write("shard", "a");
        ChangeRecord second = write("shard", "b");
        handle(mapping(), "a", "b");
        write("shard", "c");
        return second;
    }

    /** Runs it until it has handled these items. */
    private void handle(TestMapping mapping, String... items) {
        RunningMapping running = RunningMapping.start(mapping, stream, function, checkpoints, Clock.systemUTC());
        try {
            await().untilAsserted(() -> assertThat(function.items()).contains(items));
        } finally {
            running.close();
        }
    }

    private Effect move(TestMapping mapping, NewPosition position) {
        Repositioning found = Repositioning.of(
                List.of(mapping.streamArn(stream.arn()).build()), arn -> stream, onStream -> checkpoints, position);
        Effect effect = found.effect().orElseThrow();
        found.move();
        return effect;
    }

    /** What it handles from where it stands, in the order of a shard. */
    private List<String> handledFromThere(String last) {
        function.forget();
        write("shard", last);
        handle(mapping(), last);
        return function.items();
    }

    @Test
    void theOldestRecordRepeatsWhatWasHandled() {
        handleTwoOfThree();
        assertThat(move(mapping(), new TrimHorizon())).isEqualTo(new Effect(2, 0));
        assertThat(handledFromThere("d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void latestSkipsWhatWaits() {
        handleTwoOfThree();
        assertThat(move(mapping(), new Latest())).isEqualTo(new Effect(0, 1));
        assertThat(handledFromThere("d")).containsExactly("d");
    }

    @Test
    void latestIsWhatIsWrittenAfterItWasAskedFor() {
        handleTwoOfThree();
        move(mapping(), new Latest());
        write("shard", "meanwhile");
        assertThat(handledFromThere("d")).containsExactly("meanwhile", "d");
    }

    @Test
    void aRecordIsReadWithAllAfterIt() {
        ChangeRecord second = handleTwoOfThree();
        assertThat(move(mapping(), new AtSequenceNumber("shard", second.sequenceNumber())))
                .isEqualTo(new Effect(1, 0));
        assertThat(handledFromThere("d")).containsExactly("b", "c", "d");
    }

    @Test
    void aTimeIsTheFirstRecordThatWasNotWrittenBefore() {
        handleTwoOfThree();
        assertThat(move(mapping(), new AtTimestamp(START.plusSeconds(1)))).isEqualTo(new Effect(1, 0));
        assertThat(handledFromThere("d")).containsExactly("b", "c", "d");
    }

    @Test
    void aTimeToComeIsAfterTheNewestRecord() {
        handleTwoOfThree();
        assertThat(move(mapping(), new AtTimestamp(START.plus(Duration.ofDays(1)))))
                .isEqualTo(new Effect(0, 1));
        assertThat(handledFromThere("d")).containsExactly("d");
    }

    @Test
    void aShardWhosePagesAreEmptyIsNotPassedOver() {
        write("shard", "a");
        stream.close("shard");
        Repositioning.of(
                        List.of(mapping().streamArn(stream.arn()).build()),
                        arn -> new SparseStream(),
                        onStream -> checkpoints,
                        new AtTimestamp(START))
                .move();

        assertThat(checkpoints.of("shard")).contains(new Checkpoint.At(new Position.TrimHorizon()));
    }

    /** Its records are after more pages without any than are read. */
    private final class SparseStream implements EventStream {
        @Override
        public String arn() {
            return stream.arn();
        }

        @Override
        public List<Shard> shards() {
            return stream.shards();
        }

        @Override
        public String shardIterator(String shardId, Position position) {
            return stream.shardIterator(shardId, position);
        }

        @Override
        public Page records(String shardIterator, int limit) {
            return new Page(List.of(), shardIterator);
        }
    }

    @Test
    void ofARecordInAShardThatWasSplitTheChildrenFollow() {
        ChangeRecord first = write("shard", "a");
        stream.split("shard", "left", "right");
        write("left", "b");
        write("right", "c");
        handle(mapping(), "a", "b", "c");
        assertThat(move(mapping(), new AtSequenceNumber("shard", first.sequenceNumber())))
                .isEqualTo(new Effect(3, 0));
        function.forget();
        handle(mapping(), "a", "b", "c");
        assertThat(function.items()).startsWith("a");
    }

    @Test
    void ofARecordInAChildTheParentIsNotReadAgain() {
        write("shard", "a");
        stream.split("shard", "left", "right");
        ChangeRecord left = write("left", "b");
        write("right", "c");
        handle(mapping(), "a", "b", "c");
        assertThat(move(mapping(), new AtSequenceNumber("left", left.sequenceNumber())))
                .isEqualTo(new Effect(1, 0));
        function.forget();
        handle(mapping(), "b");
        assertThat(function.items()).containsExactly("b");
    }

    @Test
    void oneThatHasReadNothingStartsThere() {
        write("shard", "a");
        ChangeRecord second = write("shard", "b");
        assertThat(move(mapping().startingPosition(LATEST), new AtSequenceNumber("shard", second.sequenceNumber())))
                .isEqualTo(new Effect(1, 0));
        handle(mapping().startingPosition(LATEST), "b");
        assertThat(function.items()).containsExactly("b");
    }

    @Test
    void whatWasTrimmedIsNotThere() {
        ChangeRecord second = handleTwoOfThree();
        stream.trim("shard", second);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> move(mapping(), new AtSequenceNumber("shard", second.sequenceNumber())))
                .withMessage("DataTableStream: the shard shard has no record %s; it is trimmed after a day"
                        .formatted(second.sequenceNumber()));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> move(mapping(), new AtSequenceNumber("other", new SequenceNumber("1"))))
                .withMessage("DataTableStream: its stream has no shard other");
    }
}
