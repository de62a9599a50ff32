package dev.streamecho.trigger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException.Kind;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class LocalStreamTest {
    private static final Position OLDEST = new Position.TrimHorizon();
    private static final Position NEWEST = new Position.Latest();

    private static TestDynamoDb dynamoDb;

    @BeforeAll
    static void start() {
        dynamoDb = TestDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Test
    void readingStartsAtTheOldestTheNewestAtARecordOrAfterIt() {
        EventStream stream = dynamoDb.createTable("Positions", StreamViewType.KEYS_ONLY);
        dynamoDb.put("Positions", "{\"id\":\"1\"}");
        dynamoDb.put("Positions", "{\"id\":\"2\"}");
        String newest = iterator(stream, NEWEST);
        dynamoDb.put("Positions", "{\"id\":\"3\"}");
        SequenceNumber second = read(stream, OLDEST).records().get(1).sequenceNumber();

        assertThat(read(stream, OLDEST).records())
                .extracting(ChangeRecord::itemKey)
                .containsExactly(id(1), id(2), id(3));
        assertThat(stream.records(newest, 1_000).records())
                .extracting(ChangeRecord::itemKey)
                .containsExactly(id(3));
        assertThat(read(stream, new Position.At(second)).records())
                .extracting(ChangeRecord::itemKey)
                .containsExactly(id(2), id(3));
        assertThat(read(stream, new Position.After(second)).records())
                .extracting(ChangeRecord::itemKey)
                .containsExactly(id(3));
    }

    @Test
    void aPageHasNoMoreRecordsThanAskedForAndTheNextOneFollows() {
        EventStream stream = dynamoDb.createTable("Pages", StreamViewType.KEYS_ONLY);
        IntStream.rangeClosed(1, 5).forEach(i -> dynamoDb.put("Pages", "{\"id\":\"%d\"}".formatted(i)));

        Page first = stream.records(iterator(stream, OLDEST), 3);
        Page second = stream.records(first.nextShardIterator(), 3);

        assertThat(first.records()).extracting(ChangeRecord::itemKey).containsExactly(id(1), id(2), id(3));
        assertThat(second.records()).extracting(ChangeRecord::itemKey).containsExactly(id(4), id(5));
    }

    @Test
    void aPageOfLargeRecordsEndsAtAMegabyte() {
        EventStream stream = dynamoDb.createTable("Large", StreamViewType.NEW_IMAGE);
        String large = "x".repeat(300_000);
        IntStream.rangeClosed(1, 100)
                .forEach(i -> dynamoDb.put("Large", "{\"id\":\"%d\",\"text\":\"%s\"}".formatted(i, large)));

        List<ChangeRecord> records = new ArrayList<>();
        String iterator = iterator(stream, OLDEST);
        for (int page = 1; page <= 4; page++) {
            Page next = stream.records(iterator, 1_000);
            assertThat(next.records()).hasSizeBetween(1, 32);
            records.addAll(next.records());
            iterator = next.nextShardIterator();
        }

        assertThat(records)
                .extracting(ChangeRecord::itemKey)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(LocalStreamTest::id)
                        .toList());
    }

    @Test
    void aWriteThatChangesNothingMakesNoRecord() {
        EventStream stream = dynamoDb.createTable("Unchanged", StreamViewType.NEW_IMAGE);
        dynamoDb.put("Unchanged", "{\"id\":\"1\",\"name\":\"Ada\"}");
        dynamoDb.put("Unchanged", "{\"id\":\"1\",\"name\":\"Ada\"}");
        dynamoDb.delete("Unchanged", "{\"id\":\"2\"}");

        assertThat(read(stream, OLDEST).records()).hasSize(1);
    }

    @Test
    void theWritesOfABatchAreRecordsOfOneTime() {
        EventStream stream = dynamoDb.createTable("Batch", StreamViewType.KEYS_ONLY);
        List<WriteRequest> puts = Stream.of("1", "2", "3")
                .map(id -> WriteRequest.builder()
                        .putRequest(put -> put.item(Map.of("id", AttributeValue.fromS(id))))
                        .build())
                .toList();

        dynamoDb.http().batchWriteItem(batch -> batch.requestItems(Map.of("Batch", puts)));

        List<ChangeRecord> records = read(stream, OLDEST).records();
        assertThat(records).extracting(ChangeRecord::itemKey).containsExactlyInAnyOrder(id(1), id(2), id(3));
        assertThat(records)
                .extracting(ChangeRecord::arrival)
                .containsOnly(records.get(0).arrival());
    }

    /** The ways to write an item. */
    private enum Write {
        PUT {
            @Override
            void write(String table) {
                dynamoDb.http().putItem(put -> put.tableName(table).item(ONE));
            }
        },
        UPDATE {
            @Override
            void write(String table) {
                dynamoDb.http().updateItem(update -> update.tableName(table).key(ONE));
            }
        },
        DELETE {
            @Override
            void write(String table) {
                dynamoDb.http()
                        .deleteItem(delete -> delete.tableName(table).key(Map.of("id", AttributeValue.fromS("0"))));
            }
        },
        BATCH {
            @Override
            void write(String table) {
                WriteRequest put = WriteRequest.builder()
                        .putRequest(request -> request.item(ONE))
                        .build();
                dynamoDb.http().batchWriteItem(batch -> batch.requestItems(Map.of(table, List.of(put))));
            }
        },
        TRANSACTION {
            @Override
            void write(String table) {
                TransactWriteItem put = TransactWriteItem.builder()
                        .put(request -> request.tableName(table).item(ONE))
                        .build();
                dynamoDb.http().transactWriteItems(transaction -> transaction.transactItems(put));
            }
        },
        STATEMENT {
            @Override
            void write(String table) {
                dynamoDb.http()
                        .executeStatement(
                                insert -> insert.statement("INSERT INTO \"%s\" VALUE {'id':'1'}".formatted(table)));
            }
        };

        private static final Map<String, AttributeValue> ONE = Map.of("id", AttributeValue.fromS("1"));

        abstract void write(String table);
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatWaitsIsWokenByAnyWayToWrite(Write way) throws Exception {
        String table = "Woken" + way;
        EventStream stream = dynamoDb.createTable(table, StreamViewType.KEYS_ONLY);
        dynamoDb.put(table, "{\"id\":\"0\"}");
        String iterator = iterator(stream, NEWEST);
        long ticket = stream.writeTicket();
        CompletableFuture<Page> reader = CompletableFuture.supplyAsync(() -> {
            await(stream, ticket, Duration.ofMinutes(2));
            return stream.records(iterator, 1_000);
        });

        Instant before = Instant.now();
        way.write(table);

        ChangeRecord record = reader.get(1, TimeUnit.MINUTES).records().get(0);
        assertThat(record.arrival()).isBetween(before, Instant.now());
    }

    @Test
    void aWriteBetweenTicketAndWaitIsNotMissed() throws Exception {
        EventStream stream = dynamoDb.createTable("Between", StreamViewType.KEYS_ONLY);
        long ticket = stream.writeTicket();
        dynamoDb.put("Between", "{\"id\":\"1\"}");

        CompletableFuture.runAsync(() -> await(stream, ticket, Duration.ofMinutes(2)))
                .get(1, TimeUnit.MINUTES);
    }

    @Test
    void waitingEndsAtTheLimit() throws Exception {
        EventStream stream = dynamoDb.createTable("Quiet", StreamViewType.KEYS_ONLY);
        long ticket = stream.writeTicket();

        CompletableFuture.runAsync(() -> await(stream, ticket, Duration.ofMillis(10)))
                .get(1, TimeUnit.MINUTES);
    }

    @Test
    void aShardThatRollsOverEndsAndHasAChildThatContinues() {
        EventStream stream = dynamoDb.createTable("Rolled", StreamViewType.KEYS_ONLY);
        dynamoDb.put("Rolled", "{\"id\":\"1\"}");
        dynamoDb.rollOverShards();
        dynamoDb.put("Rolled", "{\"id\":\"2\"}");

        List<Shard> shards = stream.shards();

        Shard parent = shards.get(0);
        Shard child = shards.get(1);
        assertThat(shards).hasSize(2);
        assertThat(parent.closed()).isTrue();
        assertThat(child.closed()).isFalse();
        assertThat(child.parentId()).contains(parent.id());
        Page ofParent = stream.records(stream.shardIterator(parent.id(), OLDEST), 1_000);
        assertThat(ofParent.records()).extracting(ChangeRecord::itemKey).containsExactly(id(1));
        assertThat(ofParent.nextShardIterator()).isNull();
        Page ofChild = stream.records(stream.shardIterator(child.id(), OLDEST), 1_000);
        assertThat(ofChild.records()).extracting(ChangeRecord::itemKey).containsExactly(id(2));
        assertThat(ofChild.nextShardIterator()).isNotNull();
    }

    @Test
    void anInterruptedReaderStaysInterrupted() {
        EventStream stream = dynamoDb.createTable("Interrupted", StreamViewType.KEYS_ONLY);
        String iterator = iterator(stream, OLDEST);

        for (int i = 0; i < 100; i++) {
            Thread.currentThread().interrupt();
            Throwable failure = catchThrowable(() -> stream.records(iterator, 1_000));

            assertThat(Thread.interrupted()).isTrue();
            if (failure != null) {
                assertThat(failure).isInstanceOf(StreamException.class).hasMessage("interrupted");
            }
        }
        assertThat(stream.records(iterator, 1_000).records()).isEmpty();
    }

    @Test
    void aStreamIsUnavailableOnceDynamoDbLocalIsClosed() {
        EventStream stream;
        try (TestDynamoDb other = TestDynamoDb.start()) {
            stream = other.createTable("Closed", StreamViewType.KEYS_ONLY);
        }

        assertThat(catchThrowableOfType(StreamException.class, stream::shards))
                .hasMessage("DynamoDB Local is closed")
                .extracting(StreamException::kind)
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aShardOrStreamThatDoesNotExistIsRefused() {
        EventStream stream = dynamoDb.createTable("Refused", StreamViewType.KEYS_ONLY);
        String noShard = "shardId-00000001795229743390-8dc17cbe";
        EventStream noStream = dynamoDb.local().stream(stream.arn().replace("Refused", "Missing"));

        assertThat(catchThrowableOfType(StreamException.class, () -> stream.shardIterator(noShard, NEWEST)))
                .hasMessage("ResourceNotFoundException: Shard does not exist")
                .extracting(StreamException::kind)
                .isEqualTo(Kind.REFUSED);
        assertThat(catchThrowableOfType(StreamException.class, noStream::shards))
                .hasMessageStartingWith("ResourceNotFoundException: Requested resource not found: Stream: arn:")
                .extracting(StreamException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    private static Page read(EventStream stream, Position position) {
        return stream.records(iterator(stream, position), 1_000);
    }

    /** An iterator of the only shard. */
    private static String iterator(EventStream stream, Position position) {
        List<Shard> shards = stream.shards();
        assertThat(shards).hasSize(1);
        return stream.shardIterator(shards.get(0).id(), position);
    }

    private static String id(int id) {
        return "{\"id\":{\"S\":\"%d\"}}".formatted(id);
    }

    private static void await(EventStream stream, long ticket, Duration limit) {
        try {
            stream.awaitWrite(ticket, limit);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
