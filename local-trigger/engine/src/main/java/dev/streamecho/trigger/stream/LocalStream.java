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
    private final Positions positions;

    /**
     * Makes a stream; the client stays the caller's.
     *
     * @param arn as the client takes it and records carry it
     * @param region the records' {@code awsRegion}
     * @param signal what each write of the table signals
     * @param writes records when each write of the table was made
     * @param positions what is known of earlier positions in it
     */
    public LocalStream(
            DynamoDbStreamsClient client,
            String arn,
            String region,
            WriteSignal signal,
            RecentWrites writes,
            Positions positions) {
        super(new DynamoDbLocalStreams(client), arn, region);
        this.signal = signal;
        this.writes = writes;
        this.positions = positions;
    }

    @Override
    public Positions positions() {
        return positions;
    }

    /** DynamoDB Local refuses a position after a record that it has trimmed, although none is missing there. */
    @Override
    public String shardIterator(String shardId, Position position) {
        boolean isAtOldest = position instanceof Position.After after
                && positions.of(shardId, after.sequenceNumber()) == Positions.Standing.TRIMMED;
        return super.shardIterator(shardId, isAtOldest ? new Position.TrimHorizon() : position);
    }

    @Override
    public boolean endsWithEmptyPage() {
        return true;
    }

    @Override
    List<Instant> arrivals(List<Record> records) {
        return writes.arrivals(records);
    }

    @Override
    public long writeTicket() {
        return signal.ticket();
    }

    @Override
    public boolean isUnwrittenSince(long ticket) {
        return signal.ticket() == ticket;
    }

    /**
     * {@inheritDoc}
     *
     * <p>What DynamoDB Local deletes by time to live is no call, and wakes nobody: only reading shows it.
     */
    @Override
    public boolean awaitWrite(long ticket, Duration limit) throws InterruptedException {
        return signal.await(ticket, limit);
    }
}
