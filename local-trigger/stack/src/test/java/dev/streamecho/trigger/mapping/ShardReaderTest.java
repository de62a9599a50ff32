package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.Patience;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import dev.streamecho.trigger.stream.StreamException.Kind;
import dev.streamecho.trigger.table.KeptDatabase;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class ShardReaderTest {
    private final TestClock clock = new TestClock();
    private final SimulatedStream stream = new SimulatedStream(clock, "shard");
    private final List<Duration> delays = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private ShardReader readerAt(Position position) {
        return new ShardReader(
                stream, "shard", position, new SourceNotices("stream", notices::add), clock, delays::add);
    }

    private List<String> next(ShardReader reader) throws InterruptedException {
        return reader.next().stream().map(ChangeRecord::itemKey).toList();
    }

    private static String item(String id) {
        return "{\"id\":{\"S\":\"%s\"}}".formatted(id);
    }

    @Test
    void trimHorizonStartsAtTheOldestRecordKept() throws InterruptedException {
        ChangeRecord trimmed = stream.write("shard", "a");
        stream.write("shard", "b");
        stream.write("shard", "c");
        stream.trim("shard", trimmed);

        assertThat(next(readerAt(new Position.TrimHorizon()))).containsExactly(item("b"), item("c"));
    }

    @Test
    void latestStartsAtWhatIsWrittenOnceItIsOpen() throws InterruptedException {
        stream.write("shard", "before");
        ShardReader reader = readerAt(new Position.Latest());
        reader.open();
        stream.write("shard", "after");

        assertThat(next(reader)).containsExactly(item("after"));
    }

    @Test
    void aLongShardIsReadInPages() throws InterruptedException {
        for (int i = 0; i < 1_001; i++) {
            stream.write("shard", "item");
        }
        ShardReader reader = readerAt(new Position.TrimHorizon());

        assertThat(next(reader)).hasSize(1_000);
        assertThat(next(reader)).hasSize(1);
    }

    @Test
    void theEndOfAClosedShardIsAnEmptyPage() throws InterruptedException {
        stream.write("shard", "a");
        stream.close("shard");
        ShardReader reader = readerAt(new Position.TrimHorizon());

        assertThat(next(reader)).containsExactly(item("a"));
        assertThat(next(reader)).isEmpty();
        assertThat(next(reader)).isEmpty();
    }

    @Test
    void anExpiredIteratorIsReplacedAfterTheLastRecordRead() throws InterruptedException {
        stream.write("shard", "a");
        ShardReader reader = readerAt(new Position.TrimHorizon());
        next(reader);

        clock.jump(Duration.ofMinutes(16));
        stream.write("shard", "b");

        assertThat(next(reader)).containsExactly(item("b"));
        assertThat(notices).isEmpty();
    }

    @Test
    void anIteratorAtLatestThatExpiredSkipsNothing() throws InterruptedException {
        stream.write("shard", "long before");
        clock.jump(Duration.ofMinutes(1));
        ShardReader reader = readerAt(new Position.Latest());
        reader.open();
        stream.write("shard", "a");

        clock.jump(Duration.ofMinutes(16));
        stream.write("shard", "b");

        assertThat(next(reader)).containsExactly(item("a"), item("b"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAVAILABLE", "REFUSED", "EXPIRED_ITERATOR"})
    void troubleAtLatestSkipsNothing(Kind kind) throws InterruptedException {
        ShardReader reader = readerAt(new Position.Latest());
        reader.open();
        stream.write("shard", "a");
        stream.fail(Call.RECORDS, kind, 2);

        assertThat(next(reader)).containsExactly(item("a"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAVAILABLE", "REFUSED"})
    void anOutageIsSurvivedWithOneLineWhenItBeginsAndOneWhenItEnds(Kind kind) throws InterruptedException {
        stream.write("shard", "a");
        stream.fail(Call.SHARD_ITERATOR, kind, 1);
        stream.fail(Call.RECORDS, kind, 2);

        assertThat(next(readerAt(new Position.TrimHorizon()))).containsExactly(item("a"));
        assertThat(notices)
                .containsExactly("the stream cannot be read, retrying: simulated", "the stream can be read again");
    }

    @Test
    void theTimeBetweenTriesGrowsToFifteenSeconds() throws InterruptedException {
        stream.write("shard", "a");
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 9);

        next(readerAt(new Position.TrimHorizon()));

        assertThat(delays)
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L);
    }

    @Test
    void afterAReadThatSucceededTheTimeBetweenTriesStartsAnew() throws InterruptedException {
        ShardReader reader = readerAt(new Position.TrimHorizon());
        stream.write("shard", "a");
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 2);
        next(reader);
        stream.write("shard", "b");
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 1);
        next(reader);

        assertThat(delays).extracting(Duration::toMillis).containsExactly(250L, 500L, 250L);
    }

    @Test
    void trimmedRecordsAreReportedAndReadingContinuesAtTheOldestKept() throws InterruptedException {
        ChangeRecord read = stream.write("shard", "read");
        ShardReader reader = readerAt(new Position.TrimHorizon());
        next(reader);
        ChangeRecord lost = stream.write("shard", "lost");
        stream.write("shard", "kept");
        stream.trim("shard", lost);

        assertThat(next(reader)).containsExactly(item("kept"));
        assertThat(notices)
                .containsExactly("shard shard: the records after " + read.sequenceNumber()
                        + " were trimmed from the stream before they were read; continuing from the oldest one kept");
    }

    @Test
    void aCheckpointThatWasTrimmedIsSurvivedToo() throws InterruptedException {
        ChangeRecord handled = stream.write("shard", "handled");
        ChangeRecord lost = stream.write("shard", "lost");
        stream.write("shard", "kept");
        stream.trim("shard", lost);

        assertThat(next(readerAt(new Position.After(handled.sequenceNumber())))).containsExactly(item("kept"));
        assertThat(notices).hasSize(1);
    }

    @Test
    void trimmingWhileItStartsAtTheOldestRecordLosesNothingAskedFor() throws InterruptedException {
        stream.write("shard", "a");
        stream.fail(Call.RECORDS, Kind.TRIMMED, 1);

        assertThat(next(readerAt(new Position.TrimHorizon()))).containsExactly(item("a"));
        assertThat(notices).isEmpty();
    }

    @Test
    void aReaderThatIsUpForMoreThanADayMissesNothingAndSaysNothing(@TempDir Path folder) throws Exception {
        try (TestDynamoDb dynamoDb = TestDynamoDb.start(folder)) {
            EventStream kept = dynamoDb.createTable("Kept", StreamViewType.KEYS_ONLY);
            dynamoDb.put("Kept", "{\"id\":\"a\"}");
            ShardReader reader = new ShardReader(
                    kept,
                    kept.shards().get(0).id(),
                    new Position.TrimHorizon(),
                    new SourceNotices("stream", notices::add),
                    Clock.systemUTC(),
                    delays::add);
            assertThat(next(reader)).containsExactly(item("a"));
            Thread writer = new Thread(() -> {
                awaitReadToTip(reader);
                KeptDatabase.age(folder, Duration.ofHours(25));
                dynamoDb.local().wakeReaders();
                awaitReadToTip(reader);
                dynamoDb.put("Kept", "{\"id\":\"b\"}");
            });
            writer.start();

            List<ChangeRecord> later = reader.next();

            writer.join();
            assertThat(later).extracting(ChangeRecord::itemKey).containsExactly(item("b"));
            assertThat(notices).isEmpty();
        }
    }

    private static void awaitReadToTip(ShardReader reader) {
        Instant now = Instant.now();
        await().atMost(Patience.LIMIT).until(() -> !reader.readUpTo().isBefore(now));
    }

    @Test
    void aReadThatFindsNothingIsUpToWhenTheShardIsRead() throws InterruptedException {
        Instant before = clock.instant();
        Thread writer = new Thread(() -> {
            while (stream.calls(Call.RECORDS) == 0) {
                Thread.onSpinWait();
            }
            stream.write("shard", "a");
        });
        writer.start();

        ShardReader reader = readerAt(new Position.TrimHorizon());
        assertThat(reader.readUpTo()).isBefore(before);

        assertThat(next(reader)).containsExactly(item("a"));
        writer.join();
        assertThat(reader.readUpTo()).isAfterOrEqualTo(before);
    }

    @Test
    void aCallThatFailsBecauseTheReaderIsClosedIsNoOutage() {
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 1);
        ShardReader reader = readerAt(new Position.TrimHorizon());

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> next(reader));
        assertThat(notices).isEmpty();
    }
}
