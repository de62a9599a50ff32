package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The stream of a table in this process: its readers are woken by each write, and told when it was made. */
public final class LocalStream extends SdkStream {
    private final WriteSignal signal;
    private final RecentWrites writes;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     * @param signal what each write of the table signals
     * @param writes what is told of each write of the table
     */
    public LocalStream(
            DynamoDbStreamsClient client, String arn, String region, WriteSignal signal, RecentWrites writes) {
        super(new DynamoDbLocalStreams(client), arn, region);
        this.signal = signal;
        this.writes = writes;
    }

    @Override
    List<Instant> arrivals(List<Record> records) {
        return writes.arrivals(records);
    }

    @Override
    public long writeTicket() {
        return signal.ticket();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What DynamoDB Local deletes by time to live is no call, and wakes nobody: the limit makes it seen.
     */
    @Override
    public void awaitWrite(long ticket, Duration limit) throws InterruptedException {
        signal.await(ticket, limit);
    }
}
