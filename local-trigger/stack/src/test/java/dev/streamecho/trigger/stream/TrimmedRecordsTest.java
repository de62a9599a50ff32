package dev.streamecho.trigger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException.Kind;
import dev.streamecho.trigger.table.KeptDatabase;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class TrimmedRecordsTest {
    private TestDynamoDb dynamoDb;
    private EventStream stream;

    @BeforeEach
    void start() {
        dynamoDb = TestDynamoDb.start();
        stream = dynamoDb.createTable("Aged", StreamViewType.KEYS_ONLY);
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
    }

    @Test
    void anIteratorExpiresAfterFifteenMinutes() {
        dynamoDb.put("Aged", "{\"id\":\"1\"}");
        String iterator = stream.shardIterator(stream.shards().get(0).id(), new Position.TrimHorizon());
        dynamoDb.age(Duration.ofMinutes(16));

        assertThat(catchThrowableOfType(StreamException.class, () -> stream.records(iterator, 1_000))
                        .kind())
                .isEqualTo(Kind.EXPIRED_ITERATOR);
    }

    @Test
    void aRecordIsTrimmedAfterADayAndTheOldestIsThenTheNextOne() {
        dynamoDb.put("Aged", "{\"id\":\"1\"}");
        dynamoDb.age(Duration.ofHours(3));
        dynamoDb.put("Aged", "{\"id\":\"2\"}");
        String shard = stream.shards().get(0).id();
        SequenceNumber first =
                read(shard, new Position.TrimHorizon()).records().get(0).sequenceNumber();
        dynamoDb.age(Duration.ofHours(22));

        assertThat(catchThrowableOfType(StreamException.class, () -> read(shard, new Position.At(first)))
                        .kind())
                .isEqualTo(Kind.TRIMMED);
        assertThat(read(shard, new Position.TrimHorizon()).records())
                .extracting(ChangeRecord::itemKey)
                .containsExactly("{\"id\":{\"S\":\"2\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 100})
    void aShardOfWhichEverythingWasTrimmedIsAtItsEnd(int hours) {
        dynamoDb.put("Aged", "{\"id\":\"1\"}");
        dynamoDb.age(Duration.ofHours(hours));
        Shard trimmed = stream.shards().get(0);

        Page page = read(trimmed.id(), new Position.TrimHorizon());

        assertThat(trimmed.closed()).isTrue();
        assertThat(page).isEqualTo(new Page(List.of(), null));
    }

    @Test
    void anOpenShardThatWasTrimmedIsEmptyUntilItIsWrittenTo(@TempDir Path folder) {
        try (TestDynamoDb kept = TestDynamoDb.start(folder)) {
            EventStream open = kept.createTable("Kept", StreamViewType.KEYS_ONLY);
            kept.put("Kept", "{\"id\":\"1\"}");
            KeptDatabase.age(folder, Duration.ofHours(25));
            String shard = open.shards().get(0).id();

            Page none = open.records(open.shardIterator(shard, new Position.TrimHorizon()), 1_000);
            Page stillNone = open.records(none.nextShardIterator(), 1_000);
            kept.put("Kept", "{\"id\":\"2\"}");
            Page written = open.records(stillNone.nextShardIterator(), 1_000);

            assertThat(none.records()).isEmpty();
            assertThat(stillNone.records()).isEmpty();
            assertThat(written.records()).extracting(ChangeRecord::itemKey).containsExactly("{\"id\":{\"S\":\"2\"}}");
            assertThat(open.records(written.nextShardIterator(), 1_000).records())
                    .isEmpty();
        }
    }

    private Page read(String shardId, Position position) {
        return stream.records(stream.shardIterator(shardId, position), 1_000);
    }
}
