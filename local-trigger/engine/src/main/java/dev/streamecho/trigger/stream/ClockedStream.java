package dev.streamecho.trigger.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The stream of a table in this process for a mapping without threads. Whoever deletes what has expired reads it himself
 * ({@link #expiring}). This class is not thread-safe.
 */
public final class ClockedStream extends SdkStream {
    private final Function<List<Record>, List<Instant>> arrivals;
    private boolean expiring;

    private ClockedStream(
            DynamoDbStreamsClient client, String arn, String region, Function<List<Record>, List<Instant>> arrivals) {
        super(new DynamoDbLocalStreams(client), arn, region);
        this.arrivals = arrivals;
    }

    /**
     * Makes a stream by a clock that its owner moves: a record was written when it is first read. So whoever moves the clock
     * reads the stream before.
     *
     * @param client stays the caller's
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     */
    public static ClockedStream movedBy(InstantSource clock, DynamoDbStreamsClient client, String arn, String region) {
        return new ClockedStream(client, arn, region, records -> Collections.nCopies(records.size(), clock.instant()));
    }

    /**
     * Makes a stream whose records were written when they were.
     *
     * @param writes records when each write of the table was made
     */
    public static ClockedStream inRealTime(
            RecentWrites writes, DynamoDbStreamsClient client, String arn, String region) {
        return new ClockedStream(client, arn, region, writes::arrivals);
    }

    /** Whether what is read from now on was deleted by time to live. */
    public void expiring(boolean now) {
        expiring = now;
    }

    @Override
    Record seen(Record record) {
        return expiring
                ? record.toBuilder().userIdentity(RecordEncoder.TIME_TO_LIVE).build()
                : record;
    }

    @Override
    List<Instant> arrivals(List<Record> records) {
        return arrivals.apply(records);
    }

    @Override
    public boolean endsWithEmptyPage() {
        return true;
    }
}
