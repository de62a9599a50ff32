package dev.streamecho.trigger.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The stream of a table elsewhere: on AWS, in an emulator or another DynamoDB Local. */
public final class RemoteStream extends SdkStream {
    private final boolean onAws;
    private final InstantSource clock;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn the stream's ARN, as the service there gives it
     * @param onAws whether the service is AWS's own; most stand-ins have DynamoDB Local inside
     */
    public RemoteStream(DynamoDbStreamsClient client, String arn, boolean onAws, InstantSource clock) {
        super(onAws ? client : new DynamoDbLocalStreams(client), arn, arn.split(":", -1)[3]);
        this.onAws = onAws;
        this.clock = clock;
    }

    @Override
    List<Instant> arrivals(List<Record> records) {
        Instant now = clock.instant();
        return records.stream().map(record -> arrival(record, now)).toList();
    }

    private Instant arrival(Record record, Instant now) {
        Instant created = record.dynamodb().approximateCreationDateTime();
        // DynamoDB Local truncates it to the minute, and a new record must not be taken for one that is too old.
        boolean toTheMinute = !onAws && created.equals(created.truncatedTo(ChronoUnit.MINUTES));
        return toTheMinute ? RecentWrites.latest(created, now) : created;
    }

    @Override
    public boolean endsWithEmptyPage() {
        return !onAws;
    }
}
