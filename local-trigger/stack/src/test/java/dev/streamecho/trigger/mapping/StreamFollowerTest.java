package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition.LATEST;
import static dev.streamecho.trigger.mapping.Outcomes.error;
import static dev.streamecho.trigger.mapping.Outcomes.success;
import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import dev.streamecho.trigger.stream.StreamException.Kind;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.RemoteTable;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams that are switched while a mapping reads them, in the real DynamoDB Local. */
@Timeout(120)
class StreamFollowerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static TestDynamoDb dynamoDb;

    private final FakeFunction function = new FakeFunction();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    @BeforeAll
    static void startDynamoDb() {
        dynamoDb = TestDynamoDb.start();
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamoDb.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable part : started) {
            part.close();
        }
    }

    private StreamFollower start(TestMapping mapping, TableStreams streams, String streamArn) {
        return start(mapping, streams, streamArn, onStream -> Checkpoints.inMemory());
    }

    private StreamFollower start(
            TestMapping mapping,
            TableStreams streams,
            String streamArn,
            Function<EventSourceMapping, Checkpoints> checkpoints) {
        MappingListener listener = new MappingListener() {
            @Override
            public void invoked(InvocationReport report) {
                // The function tells.
            }

            @Override
            public void discarded(DiscardedBatch batch, Optional<String> place) {
                throw new IllegalStateException("no mapping here discards a batch");
            }

            @Override
            public void notice(String logicalId, String line) {
                notices.add(line);
            }
        };
        StreamFollower follower = new StreamFollower(
                mapping.streamArn(streamArn).build(),
                streams,
                checkpoints,
                new Delivery(
                        function,
                        OnFailureDestination.NONE,
                        listener,
                        new RetryDelay(Duration.ofMillis(1), () -> 0.5),
                        Clock.systemUTC()));
        started.add(0, follower);
        follower.start();
        return follower;
    }

    /** A mapping at LATEST, one record a batch, on a new table of that name. */
    private String startOnNewTable(String table) {
        String arn = dynamoDb.createTable(table, StreamViewType.NEW_IMAGE).arn();
        start(mapping().startingPosition(LATEST).batchSize(1), dynamoDb.local().streams(arn), arn);
        return arn;
    }

    private static void put(String table, String id) {
        dynamoDb.put(table, "{\"id\":\"%s\"}".formatted(id));
    }

    private void awaitItems(String... ids) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(function.items()).containsExactly(ids));
    }

    private void awaitNotices(String... lines) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(notices).containsExactly(lines));
    }

    private static String off(String table) {
        return "the stream of " + table + " is off; what is written now is in no stream, and invokes nothing";
    }

    private static String continuesWith(String table, String arn) {
        return "continues with the new stream of %s from its beginning: %s; on AWS it would stay on the old one until a deployment replaces the mapping"
                .formatted(table, arn);
    }

    @Test
    void aStreamThatIsSwitchedOffIsToldOnce() {
        startOnNewTable("Off");
        put("Off", "a");
        dynamoDb.switchOff("Off");

        awaitNotices(off("Off"));
        awaitItems("a");
    }

    @Test
    void aStreamSwitchedOnAgainIsReadFromItsBeginningEvenFromLatest() {
        startOnNewTable("OnAgain");
        put("OnAgain", "a");
        dynamoDb.switchOff("OnAgain");
        awaitNotices(off("OnAgain"));
        put("OnAgain", "in no stream");
        String next = dynamoDb.switchOn("OnAgain", StreamViewType.KEYS_ONLY);
        put("OnAgain", "b");

        awaitItems("a", "b");
        awaitNotices(off("OnAgain"), continuesWith("OnAgain", next));
        put("OnAgain", "c");
        awaitItems("a", "b", "c");
    }

    @Test
    void whatIsLeftOfAStreamComesBeforeTheNextOnes() {
        startOnNewTable("Twice");
        CountDownLatch mayGoOn = new CountDownLatch(1);
        function.answers(items -> {
            mayGoOn.await();
            return success();
        });
        put("Twice", "a");
        put("Twice", "b");
        dynamoDb.switchOff("Twice");
        String second = dynamoDb.switchOn("Twice", StreamViewType.NEW_IMAGE);
        put("Twice", "c");
        dynamoDb.switchOff("Twice");
        String third = dynamoDb.switchOn("Twice", StreamViewType.OLD_IMAGE);
        put("Twice", "d");
        awaitNotices("the stream of Twice was switched off; what is left in it is handled first");
        mayGoOn.countDown();

        awaitItems("a", "b", "c", "d");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(notices)
                        .contains(continuesWith("Twice", second))
                        .endsWith(continuesWith("Twice", third)));
    }

    @Test
    void shardsThatEndAreNoStreamThatEnds() {
        startOnNewTable("Rolling");
        put("Rolling", "a");
        awaitItems("a");
        dynamoDb.rollOverShards();
        put("Rolling", "b");
        awaitItems("a", "b");

        dynamoDb.switchOff("Rolling");
        awaitNotices(off("Rolling"));
    }

    @Test
    void aTableThatIsDeletedAndMadeAgainIsFollowed() {
        startOnNewTable("Deleted");
        put("Deleted", "a");
        dynamoDb.http().deleteTable(delete -> delete.tableName("Deleted"));
        String gone = "the table Deleted was deleted; nothing is invoked until it is created again, with a stream";
        awaitNotices(gone);
        String next = dynamoDb.createTable("Deleted", StreamViewType.NEW_IMAGE).arn();
        put("Deleted", "b");

        awaitItems("a", "b");
        awaitNotices(gone, continuesWith("Deleted", next));
    }

    @Test
    void aMappingStoppedInAStreamSwitchedOffContinuesThereFirst(@TempDir Path dataDir) {
        String first = dynamoDb.createTable("Stopped", StreamViewType.NEW_IMAGE).arn();
        TableStreams streams = dynamoDb.local().streams(first);
        Function<EventSourceMapping, Checkpoints> kept = onStream -> FileCheckpoints.open(dataDir, onStream);
        function.answers(items -> items.contains("b") ? error() : success());
        StreamFollower stopped = start(mapping().startingPosition(LATEST).batchSize(1), streams, first, kept);
        put("Stopped", "a");
        put("Stopped", "b");
        await().atMost(LIMIT).until(() -> function.items().contains("b"));
        dynamoDb.switchOff("Stopped");
        String second = dynamoDb.switchOn("Stopped", StreamViewType.NEW_IMAGE);
        put("Stopped", "c");
        stopped.close();
        notices.clear();
        int callsBefore = function.items().size();
        function.answers(items -> success());

        start(mapping().startingPosition(LATEST).batchSize(1), streams, second, kept);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(function.items()
                                .subList(callsBefore, function.items().size()))
                        .containsExactly("b", "c"));
        awaitNotices("continues with the new stream of Stopped from its beginning: " + second);
    }

    @Test
    void aMappingMovedBackToAnEarlierStreamContinuesThereAfterARestart(@TempDir Path dataDir) throws IOException {
        String first = dynamoDb.createTable("Moved", StreamViewType.NEW_IMAGE).arn();
        TableStreams streams = dynamoDb.local().streams(first);
        put("Moved", "a");
        dynamoDb.switchOff("Moved");
        String second = dynamoDb.switchOn("Moved", StreamViewType.NEW_IMAGE);
        put("Moved", "b");
        for (String arn : List.of(first, second)) {
            String shardId = streams.open(arn).shards().get(0).id();
            FileCheckpoints.open(dataDir, mapping().streamArn(arn).build())
                    .save(shardId, new Checkpoint.At(new Position.TrimHorizon()));
        }

        start(
                mapping().startingPosition(LATEST).batchSize(1),
                streams,
                second,
                onStream -> FileCheckpoints.open(dataDir, onStream));

        awaitItems("a", "b");
    }

    @Test
    void startedAnewAMappingContinuesInTheStreamToWhichItHadCome() {
        String first = dynamoDb.createTable("Anew", StreamViewType.NEW_IMAGE).arn();
        TableStreams streams = dynamoDb.local().streams(first);
        Map<String, Checkpoints> kept = new ConcurrentHashMap<>();
        StreamFollower stopped = startKeeping(kept, streams, first);
        put("Anew", "a");
        dynamoDb.switchOff("Anew");
        dynamoDb.switchOn("Anew", StreamViewType.NEW_IMAGE);
        put("Anew", "b");
        awaitItems("a", "b");
        stopped.close();
        notices.clear();

        startKeeping(kept, streams, first);
        put("Anew", "c");
        awaitItems("a", "b", "c");
        assertThat(notices).isEmpty();
    }

    /** A mapping whose checkpoints, by stream, outlast it. */
    private StreamFollower startKeeping(Map<String, Checkpoints> kept, TableStreams streams, String streamArn) {
        return start(
                mapping().startingPosition(LATEST).batchSize(1),
                streams,
                streamArn,
                onStream -> kept.computeIfAbsent(onStream.streamArn(), arn -> Checkpoints.inMemory()));
    }

    @Test
    void theStreamOfATableElsewhereIsFollowedToo() {
        String first =
                dynamoDb.createTable("Elsewhere", StreamViewType.NEW_IMAGE).arn();
        RemoteTable table =
                RemoteTable.open(dynamoDb.local().endpoint(), TableReference.parse("Elsewhere"), "eu-west-3");
        started.add(table);
        start(mapping().startingPosition(LATEST), table.streams(), first);
        put("Elsewhere", "a");
        awaitItems("a");
        dynamoDb.switchOff("Elsewhere");
        awaitNotices(off("Elsewhere"));
        String next = dynamoDb.switchOn("Elsewhere", StreamViewType.NEW_IMAGE);
        put("Elsewhere", "b");

        awaitItems("a", "b");
        awaitNotices(off("Elsewhere"), continuesWith("Elsewhere", next));
    }

    @Test
    void aStreamThatIsGoneIsToldAndTheNextOneRead() {
        String real = dynamoDb.createTable("Gone", StreamViewType.NEW_IMAGE).arn();
        String older = "arn:aws:dynamodb:eu-west-3:123456789012:table/Gone/stream/2026-01-15T09:30:00.123";
        SimulatedStream gone = new SimulatedStream(Clock.systemUTC(), "shard");
        TableStreams realStreams = dynamoDb.local().streams(real);
        try (DynamoDbStreamsClient client = dynamoDb.httpStreams()) {
            TableStreams streams = new TableStreams(
                    dynamoDb.http(), client, "Gone", arn -> arn.equals(older) ? gone : realStreams.open(arn));
            start(mapping(), streams, older);
            put("Gone", "a");
            gone.fail(Call.SHARDS, Kind.REFUSED, 100);

            awaitItems("a");
            awaitNotices(
                    "the stream cannot be read, retrying: simulated",
                    "continues with the new stream of Gone from its beginning: " + real
                            + "; what was not handled of the old one is lost"
                            + "; on AWS it would stay on the old one until a deployment replaces the mapping");
        }
    }

    @Test
    void aDisabledMappingFollowsNothing() {
        String first =
                dynamoDb.createTable("Disabled", StreamViewType.NEW_IMAGE).arn();
        StreamFollower follower = start(mapping().disabled(), dynamoDb.local().streams(first), first);
        put("Disabled", "a");
        follower.close();

        assertThat(function.items()).isEmpty();
        assertThat(notices).isEmpty();
    }
}
