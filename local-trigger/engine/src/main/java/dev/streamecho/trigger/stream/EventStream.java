package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/**
 * A DynamoDB stream as its readers see it. It is thread-safe; each shard iterator belongs to one reader.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB Streams</a>
 */
public interface EventStream {

    /** The most records that one page may have. */
    int MAXIMUM_RECORDS = 1_000;

    /** The stream's ARN, as records carry it in {@code eventSourceARN}. */
    String arn();

    /**
     * All shards that the stream still has, parents before their children.
     *
     * @throws StreamException if the service does not answer as it should
     */
    List<Shard> shards();

    /**
     * A shard iterator that starts at the position.
     *
     * @throws StreamException if the service refuses; its kind says whether the record was trimmed
     */
    String shardIterator(String shardId, Position position);

    /**
     * The next records behind a shard iterator, at most {@code limit} (1 to 1,000).
     *
     * @throws StreamException if the service refuses; its kind says whether the iterator expired
     */
    Page records(String shardIterator, int limit);

    /**
     * Returns at the next write after {@code ticket} was taken, or when the limit has passed, whichever is first; a
     * stream elsewhere knows of no writes and always waits.
     */
    void awaitWrite(long ticket, Duration limit) throws InterruptedException;

    /** A ticket for {@link #awaitWrite}: take it before reading, so that no write falls between reading and waiting. */
    long writeTicket();

    /** What is known of positions that were taken earlier. */
    default Positions positions() {
        return Positions.UNCHECKED;
    }

    /** Whether behind a page without records there is none yet; the service gives such pages between others too. */
    default boolean endsWithEmptyPage() {
        return false;
    }

    /** Where reading starts. */
    sealed interface Position {

        /** Returns the type of shard iterator that starts here. */
        ShardIteratorType type();

        /** Returns the record that it refers to; empty if it refers to none. */
        default Optional<SequenceNumber> number() {
            return Optional.empty();
        }

        /** The oldest record kept. */
        record TrimHorizon() implements Position {
            @Override
            public ShardIteratorType type() {
                return ShardIteratorType.TRIM_HORIZON;
            }
        }

        /** Just after the newest record. */
        record Latest() implements Position {
            @Override
            public ShardIteratorType type() {
                return ShardIteratorType.LATEST;
            }
        }

        /** The record with this sequence number. */
        record At(SequenceNumber sequenceNumber) implements Position {
            @Override
            public ShardIteratorType type() {
                return ShardIteratorType.AT_SEQUENCE_NUMBER;
            }

            @Override
            public Optional<SequenceNumber> number() {
                return Optional.of(sequenceNumber);
            }
        }

        /** Just after the record with this sequence number. */
        record After(SequenceNumber sequenceNumber) implements Position {
            @Override
            public ShardIteratorType type() {
                return ShardIteratorType.AFTER_SEQUENCE_NUMBER;
            }

            @Override
            public Optional<SequenceNumber> number() {
                return Optional.of(sequenceNumber);
            }
        }
    }

    /**
     * What one read gave.
     *
     * @param records in the order of the shard, possibly none although more follow
     * @param nextShardIterator where to go on; {@code null} at the end of a closed shard
     */
    record Page(List<ChangeRecord> records, String nextShardIterator) {}
}
