package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The stream of a table elsewhere: on AWS, in an emulator or another DynamoDB Local. */
public final class RemoteStream extends SdkStream {
    /** The region that DynamoDB Local says its streams and records are of. */
    private static final String DYNAMODB_LOCAL = "ddblocal";

    private final InstantSource clock;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn the stream's ARN, as the service there gives it
     */
    public RemoteStream(DynamoDbStreamsClient client, String arn, InstantSource clock) {
        super(client, arn, region(arn), region(arn).equals(DYNAMODB_LOCAL));
        this.clock = clock;
    }

    private static String region(String arn) {
        return arn.split(":", -1)[3];
    }

    @Override
    List<Instant> arrivals(List<Record> records) {
        Instant now = clock.instant();
        return records.stream().map(record -> arrival(record, now)).toList();
    }

    private static Instant arrival(Record record, Instant now) {
        Instant created = record.dynamodb().approximateCreationDateTime();
        // DynamoDB Local truncates it to the minute, so a new record could be taken for one that is too old.
        return DYNAMODB_LOCAL.equals(record.awsRegion()) ? RecentWrites.latest(created, now) : created;
    }

    @Override
    public long writeTicket() {
        return 0;
    }

    @Override
    public void awaitWrite(long ticket, Duration limit) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(limit.toNanos());
    }
}
