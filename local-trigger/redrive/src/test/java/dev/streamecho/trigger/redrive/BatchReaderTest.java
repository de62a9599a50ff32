package dev.streamecho.trigger.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.stream.SimulatedStream;
import dev.streamecho.trigger.stream.SimulatedStream.Call;
import dev.streamecho.trigger.stream.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read again of a shard on which hours have passed, which takes AWS that long. */
class BatchReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final SimulatedStream stream = new SimulatedStream(() -> NOW, "shard");
    private final List<Duration> waits = new ArrayList<>();
    private final BatchReader reader = new BatchReader(false, waits::add);
    private final TestDeployment deployment = new TestDeployment().streams(stream);

    @Test
    void theRecordsFromTheFirstToTheLastAreRead() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3", "4");

        BatchRecords read = read(records.get(1), records.get(2), 2);

        assertThat(read.records()).isEqualTo(records.subList(1, 3));
        assertThat(read.forgotten()).isEmpty();
    }

    @Test
    void aBatchOfMoreThanOnePageIsReadToItsEnd() throws Exception {
        List<ChangeRecord> records =
                write(IntStream.range(0, 2_500).mapToObj(String::valueOf).toArray(String[]::new));

        assertThat(read(records.get(0), records.get(2_400), 2_401).records()).isEqualTo(records.subList(0, 2_401));
    }

    @Test
    void theMappingsFilterIsApplied() throws Exception {
        List<ChangeRecord> records = write("keep 1", "drop 1", "drop 2", "keep 2");
        deployment.filter("{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"keep\"}]}}}}");

        assertThat(read(records.get(0), records.get(3), 2).records()).containsExactly(records.get(0), records.get(3));
    }

    @Test
    void aFilterThatWasChangedSinceIsNotGuessed() {
        List<ChangeRecord> records = write("keep 1", "drop 1", "keep 2");
        deployment.filter("{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"keep\"}]}}}}");

        assertThatThrownBy(() -> read(records.get(0), records.get(2), 3))
                .isInstanceOf(RedriveException.class)
                .hasMessage(
                        "the filter of Mapping passes 2 of its records now, and the batch had 3: it was changed since;"
                                + " --no-filter takes every record between the first and the last");
    }

    @Test
    void withoutFilterEveryRecordIsTaken() throws Exception {
        List<ChangeRecord> records = write("keep 1", "drop 1", "keep 2");
        deployment.filter("{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"keep\"}]}}}}");

        BatchRecords read =
                new BatchReader(true).read(batch(records.get(0), records.get(2), 2), deployment, deployment.mapping());

        assertThat(read.records()).isEqualTo(records);
    }

    @Test
    void betweenTheRecordsOfALaneAreThoseOfOthers() throws Exception {
        List<ChangeRecord> records = write("1", "other", "2");
        deployment.lanes();

        assertThat(read(records.get(0), records.get(2), 2).records()).isEqualTo(records);
    }

    @Test
    void aBatchThatTheStreamHasForgottenIsSaidSo() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3");
        stream.close("shard");
        stream.trim("shard", records.get(2));

        BatchRecords read = read(records.get(0), records.get(1), 2);

        assertThat(read.records()).isEmpty();
        assertThat(read.forgotten().orElseThrow())
                .hasToString(
                        "the stream has forgotten sequence numbers 000000000000000000001 to 000000000000000000002");
    }

    @Test
    void recordsAfterAForgottenBatchAreNotTakenForIt() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3");
        stream.trim("shard", records.get(0));

        BatchRecords read = read(records.get(0), records.get(0), 1);

        assertThat(read.records()).isEmpty();
        assertThat(read.forgotten().orElseThrow())
                .hasToString("the stream has forgotten sequence number 000000000000000000001");
    }

    @Test
    void ofABatchThatIsForgottenInPartTheRestIsRead() throws Exception {
        List<ChangeRecord> records = write("1", "2", "3", "4");
        stream.trim("shard", records.get(1));

        BatchRecords read = read(records.get(0), records.get(3), 4);

        assertThat(read.records()).isEqualTo(records.subList(2, 4));
        assertThat(read.forgotten().orElseThrow())
                .hasToString("the stream has forgotten sequence numbers 000000000000000000001 up to before"
                        + " 000000000000000000003");
    }

    @Test
    void aShardThatIsGoneIsForgotten() throws Exception {
        List<ChangeRecord> records = write("1", "2");
        stream.remove("shard");

        assertThat(read(records.get(0), records.get(1), 2).forgotten()).isPresent();
    }

    @Test
    void throttlingIsWaitedOut() throws Exception {
        List<ChangeRecord> records = write("1");
        stream.fail(Call.SHARD_ITERATOR, Kind.UNAVAILABLE, 2);
        stream.fail(Call.RECORDS, Kind.UNAVAILABLE, 1);

        assertThat(read(records.get(0), records.get(0), 1).records()).isEqualTo(records);
        assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(250));
    }

    @Test
    void aStreamThatStaysOutOfReachIsNotWaitedForWithoutEnd() {
        List<ChangeRecord> records = write("1");
        stream.fail(Call.SHARD_ITERATOR, Kind.UNAVAILABLE, 100);

        assertThatThrownBy(() -> read(records.get(0), records.get(0), 1))
                .isInstanceOf(RedriveException.class)
                .hasMessage("the stream cannot be read: simulated");
        assertThat(waits).hasSize(7);
    }

    @Test
    void aRefusalIsNotTakenForForgotten() {
        List<ChangeRecord> records = write("1");
        stream.fail(Call.SHARD_ITERATOR, Kind.REFUSED, 1);

        assertThatThrownBy(() -> read(records.get(0), records.get(0), 1))
                .isInstanceOf(RedriveException.class)
                .hasMessage("the stream cannot be read: simulated");
    }

    @Test
    void aRecordThatTheShardNeverHadIsMissed() {
        List<ChangeRecord> records = write("1", "2");
        stream.close("shard");
        ChangeRecord third = new ChangeRecord(new SequenceNumber("000000000000000000003"), NOW, "", new byte[0]);

        assertThatThrownBy(() -> read(records.get(0), third, 3))
                .isInstanceOf(RedriveException.class)
                .hasMessage("its shard has no record with sequence number 000000000000000000003, which should be its"
                        + " last");
    }

    @Test
    void whatABucketGotNeedsNoStream() throws Exception {
        ChangeRecord record = write("1").get(0);
        stream.remove("shard");
        String event = "{\"Records\":[" + new String(record.json(), UTF_8) + "]}";

        BatchRecords read =
                reader.read(TestDeployment.batch(record, record, 1, event), deployment, deployment.mapping());

        assertThat(read.records()).singleElement().satisfies(again -> {
            assertThat(again.sequenceNumber()).isEqualTo(record.sequenceNumber());
            assertThat(new String(again.json(), UTF_8)).isEqualTo(new String(record.json(), UTF_8));
        });
    }

    @Test
    void aPayloadThatIsNoEventIsRefused() {
        ChangeRecord record = write("1").get(0);

        assertThatThrownBy(() -> reader.read(
                        TestDeployment.batch(record, record, 1, "{\"Records\":[{\"kinesis\":{}}]}"),
                        deployment,
                        deployment.mapping()))
                .isInstanceOf(RedriveException.class)
                .hasMessage("its payload is not an event of a DynamoDB stream: Records[0] has no"
                        + " dynamodb.SequenceNumber");
    }

    private List<ChangeRecord> write(String... items) {
        List<ChangeRecord> records = new ArrayList<>();
        for (String item : items) {
            records.add(stream.write("shard", item));
        }
        return records;
    }

    private BatchRecords read(ChangeRecord first, ChangeRecord last, int batchSize) throws Exception {
        return reader.read(batch(first, last, batchSize), deployment, deployment.mapping());
    }

    private static BatchDescription batch(ChangeRecord first, ChangeRecord last, int batchSize) {
        return TestDeployment.batch(first, last, batchSize);
    }
}
