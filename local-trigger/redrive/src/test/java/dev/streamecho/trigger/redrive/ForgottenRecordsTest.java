package dev.streamecho.trigger.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What is read again of a stream of DynamoDB Local over HTTP, as the commands do beside a running trigger. */
class ForgottenRecordsTest {
    private TestDynamoDb dynamoDb;
    private AwsClients clients;
    private EventStream local;
    private Instant lastArrival;

    @BeforeEach
    void start() {
        dynamoDb = TestDynamoDb.start();
        clients = AwsClients.local(dynamoDb.local().endpoint());
        local = dynamoDb.createTable("Orders", StreamViewType.NEW_IMAGE);
    }

    @AfterEach
    void stop() {
        clients.close();
        dynamoDb.close();
    }

    @Test
    void aRecordIsReadAsItWasDelivered() throws Exception {
        ChangeRecord written = write("1");

        assertThat(read(batch(written, written, 1)).records())
                .singleElement()
                .satisfies(again ->
                        assertThat(new String(again.json(), UTF_8)).isEqualTo(new String(written.json(), UTF_8)));
    }

    @Test
    void whatIsOlderThanADayIsForgottenInPartAndThenAltogether() throws Exception {
        ChangeRecord first = write("1");
        dynamoDb.age(Duration.ofHours(3));
        ChangeRecord second = write("2");
        BatchDescription batch = batch(first, second, 2);
        assertThat(read(batch).records()).hasSize(2);

        dynamoDb.age(Duration.ofHours(22));
        BatchRecords inPart = read(batch);
        dynamoDb.age(Duration.ofHours(3));
        BatchRecords altogether = read(batch);

        assertThat(inPart.records()).extracting(ChangeRecord::itemKey).containsExactly("{\"id\":{\"S\":\"2\"}}");
        assertThat(inPart.forgotten().orElseThrow())
                .hasToString("the stream has forgotten sequence numbers %s up to before %s"
                        .formatted(first.sequenceNumber(), second.sequenceNumber()));
        assertThat(altogether.records()).isEmpty();
        assertThat(altogether.forgotten().orElseThrow())
                .hasToString("the stream has forgotten sequence numbers %s to %s"
                        .formatted(first.sequenceNumber(), second.sequenceNumber()));
    }

    @Test
    void aMessageOfAnEarlierVersionHasItsRecordsUnderTheirNewNumbers() throws Exception {
        write("0");
        ChangeRecord first = write("1");
        ChangeRecord second = write("2");

        BatchRecords read = read(ofEarlierVersion(batch(first, second, 2)));

        assertThat(read.forgotten()).isEmpty();
        assertThat(read.records())
                .extracting(ChangeRecord::sequenceNumber)
                .containsExactly(first.sequenceNumber(), second.sequenceNumber());
    }

    @Test
    void anEarlierVersionsNumberThatWasGivenAgainIsNotTheSameRecord() throws Exception {
        ChangeRecord again = write("1");
        ChangeRecord dayBefore = new ChangeRecord(
                again.sequenceNumber(), again.arrival().minus(Duration.ofDays(2)), again.itemKey(), again.json());

        BatchRecords read = read(ofEarlierVersion(batch(dayBefore, dayBefore, 1)));

        assertThat(read.records()).isEmpty();
        assertThat(read.forgotten()).isPresent();
    }

    /** Its sequence numbers are DynamoDB Local's own. */
    private static BatchDescription ofEarlierVersion(BatchDescription description) {
        StreamBatch batch = description.batch();
        return new BatchDescription(
                description.functionArn(),
                description.condition(),
                description.functionError(),
                description.approximateInvokeCount(),
                description.timestamp(),
                batch.withNumbers(ownNumber(batch.startSequenceNumber()), ownNumber(batch.endSequenceNumber())),
                description.payload());
    }

    private static SequenceNumber ownNumber(SequenceNumber shown) {
        return new SequenceNumber(shown.digits().substring(1));
    }

    private ChangeRecord write(String id) {
        dynamoDb.put("Orders", "{\"id\":\"" + id + "\"}");
        String shard = local.shards().get(local.shards().size() - 1).id();
        List<ChangeRecord> records = local.records(local.shardIterator(shard, new Position.TrimHorizon()), 1_000)
                .records();
        ChangeRecord written = records.get(records.size() - 1);
        lastArrival = written.arrival();
        return written;
    }

    private BatchDescription batch(ChangeRecord first, ChangeRecord last, int batchSize) {
        return new BatchDescription(
                "arn:aws:lambda:eu-west-3:123456789012:function:Echo",
                "RetryAttemptsExhausted",
                Optional.of(true),
                1,
                lastArrival,
                new StreamBatch(
                        local.arn(),
                        local.shards().get(0).id(),
                        first.sequenceNumber(),
                        last.sequenceNumber(),
                        batchSize,
                        first.arrival(),
                        last.arrival()),
                Optional.empty());
    }

    private BatchRecords read(BatchDescription description) throws Exception {
        TestDeployment functions = new TestDeployment();
        Deployment deployment = new LocalDeployment(clients, "eu-west-3", functions);
        return new BatchReader(false).read(description, deployment, functions.mapping());
    }
}
