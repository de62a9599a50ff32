package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Positions.Standing;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What a position of an earlier run is in a database to which things have happened. */
class NumberHistoryTest {
    @TempDir
    private Path folder;

    private Path data;
    private String arn;
    private String shard;
    private List<SequenceNumber> numbers;

    @BeforeEach
    void writeThreeRecords() {
        data = folder.resolve("data");
        try (TestDynamoDb first = TestDynamoDb.start(data)) {
            EventStream stream = first.createTable("Items", StreamViewType.KEYS_ONLY);
            arn = stream.arn();
            shard = stream.shards().get(0).id();
            numbers = put(first, "1", "2", "3");
        }
    }

    @Test
    void inTheSameDatabaseEachPositionHoldsAndNumbersGrow() {
        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            EventStream stream = second.local().stream(arn);

            assertThat(standings(second)).containsOnly(Standing.HOLDS);
            List<SequenceNumber> all = put(second, "4");
            assertThat(all).hasSize(4).isSorted().startsWith(numbers.toArray(SequenceNumber[]::new));
            assertThat(read(stream, new Position.After(numbers.get(2)))).isEqualTo(all.subList(3, 4));
        }
    }

    @Test
    void afterADayTheLastRecordIsTrimmedAndWhatFollowsOthersIsLost() {
        KeptDatabase.age(data, Duration.ofDays(2));

        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            EventStream stream = second.local().stream(arn);

            assertThat(standings(second)).containsExactly(Standing.LOST, Standing.LOST, Standing.TRIMMED);
            assertThat(read(stream, new Position.After(numbers.get(2)))).isEmpty();
            List<SequenceNumber> later = put(second, "4", "5");
            assertThat(later).hasSize(2).doesNotContainAnyElementsOf(numbers);
            assertThat(read(stream, new Position.After(numbers.get(2)))).isEqualTo(later);
        }
    }

    @Test
    void whatWasTrimmedIsKnownAtEveryLaterStart() {
        KeptDatabase.age(data, Duration.ofDays(2));
        TestDynamoDb.start(data).close();

        try (TestDynamoDb third = TestDynamoDb.start(data)) {
            put(third, "4");
            assertThat(standings(third)).containsExactly(Standing.LOST, Standing.LOST, Standing.TRIMMED);
        }
    }

    @Test
    void betweenTwentyFourAndThirtyHoursRecordsAreThereAndNotRead() {
        KeptDatabase.age(data, Duration.ofHours(25));

        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            EventStream stream = second.local().stream(arn);

            assertThat(standings(second)).containsExactly(Standing.LOST, Standing.LOST, Standing.TRIMMED);
            assertThat(read(stream, new Position.After(numbers.get(2)))).isEmpty();
            assertThat(read(stream, new Position.TrimHorizon())).isEmpty();
            List<SequenceNumber> later = put(second, "4");
            assertThat(read(stream, new Position.After(numbers.get(2)))).isEqualTo(later);
        }
    }

    @Test
    void inAnOlderCopyWhatIsNotInItIsUnknownWhateverWasWrittenSince() throws IOException {
        Path copy = Files.copy(KeptDatabase.file(data), folder.resolve("copy"));
        List<SequenceNumber> all;
        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            all = put(second, "4", "5");
        }
        Files.copy(copy, KeptDatabase.file(data), StandardCopyOption.REPLACE_EXISTING);

        try (TestDynamoDb restored = TestDynamoDb.start(data)) {
            assertThat(put(restored, "6", "7", "8", "9")).doesNotContainAnyElementsOf(all.subList(3, 5));
        }
        try (TestDynamoDb later = TestDynamoDb.start(data)) {
            assertThat(standings(later)).containsOnly(Standing.HOLDS);
            assertThat(later.local().stream(arn).positions().of(shard, all.get(4)))
                    .isEqualTo(Standing.UNKNOWN);
        }
    }

    @Test
    void aDatabaseThatLostItsLastRecordsKnowsThoseBefore() throws IOException {
        Path copy = Files.copy(KeptDatabase.file(data), folder.resolve("copy"));
        List<SequenceNumber> all;
        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            Files.copy(KeptDatabase.file(data), copy, StandardCopyOption.REPLACE_EXISTING);
            all = put(second, "4", "5");
        }
        Files.copy(copy, KeptDatabase.file(data), StandardCopyOption.REPLACE_EXISTING);

        try (TestDynamoDb third = TestDynamoDb.start(data)) {
            assertThat(standings(third)).containsOnly(Standing.HOLDS);
            assertThat(third.local().stream(arn).positions().of(shard, all.get(3)))
                    .isEqualTo(Standing.UNKNOWN);
        }
    }

    @Test
    void inADatabaseThatWasEmptiedNoPositionIsKnown() {
        TestDynamoDb.start(data).close();
        KeptDatabase.empty(data);

        try (TestDynamoDb third = TestDynamoDb.start(data)) {
            put(third, "4", "5", "6", "7");
            assertThat(standings(third)).containsOnly(Standing.UNKNOWN);
        }
    }

    @Test
    void aRunThatWritesMoreThanAnEpochHasIsInTheNextOnes() {
        NumberHistory history = new NumberHistory(7, Map.of(6L, NumberHistory.before(6) + 3), Map.of(), Map.of());

        assertThat(standing(history, NumberHistory.before(6) + 3)).isEqualTo(Standing.HOLDS);
        assertThat(standing(history, NumberHistory.before(6) + 4)).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(history, NumberHistory.before(7) + 1)).isEqualTo(Standing.HOLDS);
        assertThat(standing(history, NumberHistory.before(8) + 1)).isEqualTo(Standing.HOLDS);
        assertThat(standing(history, NumberHistory.before(9) + 1)).isEqualTo(Standing.HOLDS);
        assertThat(standing(history, NumberHistory.before(200))).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void theNextRunKnowsTheNumbersOfEveryEpochThatOneHasFilled() {
        long last;
        try (TestDynamoDb second = TestDynamoDb.start(data)) {
            last = own(put(second, "4").get(3)) + NumberHistory.before(2);
        }
        KeptDatabase.renumberLast(data, last);

        try (TestDynamoDb third = TestDynamoDb.start(data)) {
            NumberHistory history = (NumberHistory) third.local().stream(arn).positions();
            assertThat(standing(history, last)).isEqualTo(Standing.HOLDS);
            assertThat(standing(history, last - NumberHistory.before(1))).isEqualTo(Standing.HOLDS);
            assertThat(standing(history, last + 1)).isEqualTo(Standing.UNKNOWN);
            assertThat(put(third, "5")).hasSize(5).isSorted();
        }
    }

    private Standing standing(NumberHistory history, long own) {
        return history.of(shard, new SequenceNumber(LocalNumbers.shown(own)));
    }

    private static long own(SequenceNumber number) {
        return LocalNumbers.own(number.digits()).orElseThrow();
    }

    private List<Standing> standings(TestDynamoDb dynamoDb) {
        EventStream stream = dynamoDb.local().stream(arn);
        return numbers.stream()
                .map(number -> stream.positions().of(shard, number))
                .toList();
    }

    /** Writes items, and gives the numbers of all records that can be read then. */
    private List<SequenceNumber> put(TestDynamoDb dynamoDb, String... ids) {
        for (String id : ids) {
            dynamoDb.put("Items", "{\"id\":\"" + id + "\"}");
        }
        return read(dynamoDb.local().stream(arn), new Position.TrimHorizon());
    }

    private List<SequenceNumber> read(EventStream stream, Position position) {
        List<SequenceNumber> read = new ArrayList<>();
        String iterator = stream.shardIterator(shard, position);
        Page page;
        do {
            page = stream.records(iterator, 1_000);
            page.records().stream().map(ChangeRecord::sequenceNumber).forEach(read::add);
            iterator = page.nextShardIterator();
        } while (!page.records().isEmpty());
        return read;
    }
}
