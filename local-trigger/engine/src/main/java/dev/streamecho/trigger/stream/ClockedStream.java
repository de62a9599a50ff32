package dev.streamecho.trigger.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The stream of a table in this process by a clock that its owner moves: a record was written when it is first read. So
 * whoever moves the clock reads the stream before. This class is not thread-safe.
 */
public final class ClockedStream extends SdkStream {
    private final InstantSource clock;
    private boolean expiring;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     */
    public ClockedStream(DynamoDbStreamsClient client, String arn, String region, InstantSource clock) {
        super(new DynamoDbLocalStreams(client), arn, region);
        this.clock = clock;
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
        return Collections.nCopies(records.size(), clock.instant());
    }

    @Override
    public boolean endsWithEmptyPage() {
        return true;
    }
}
