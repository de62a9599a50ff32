package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/**
 * A source with shards, as a mapping reads it: a DynamoDB stream, or one of your own.
 *
 * <p>Implementations are thread-safe; each shard iterator belongs to one reader.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB Streams</a>
 */
public interface EventStream {

    /** The most records that one page may have. */
    int MAXIMUM_RECORDS = 1_000;

    /** Returns the stream's ARN, as records carry it in {@code eventSourceARN}. */
    String arn();

    /**
     * Returns all shards that the stream still has, parents before their children.
     *
     * @throws StreamException if the service does not answer as it should
     */
    List<Shard> shards();

    /**
     * Returns the shards that continue one that was read to its end; none if it does not know them yet.
     *
     * @throws StreamException if the service does not answer as it should
     */
    default List<Shard> children(String shardId) {
        return shards().stream()
                .filter(shard -> shard.parentId().equals(Optional.of(shardId)))
                .toList();
    }

    /**
     * Returns a shard iterator that starts at the position.
     *
     * @throws StreamException if the service refuses; its kind says whether the record was trimmed
     */
    String shardIterator(String shardId, Position position);

    /**
     * Returns the next records after a shard iterator.
     *
     * @param limit the most records to return, 1 to {@link #MAXIMUM_RECORDS}
     * @throws StreamException if the service refuses; its kind says whether the iterator expired
     */
    Page records(String shardIterator, int limit);

    /**
     * Returns a ticket for {@link #awaitWrite}. It is taken before reading, so that no write falls between reading and
     * waiting. A stream that does not know when it is written returns always the same.
     */
    default long writeTicket() {
        return 0;
    }

    /** Returns whether it is known that no call has written since the ticket was taken. */
    default boolean isUnwrittenSince(long ticket) {
        return false;
    }

    /**
     * Returns at the next write after the ticket was taken, or when the limit has passed, whichever is first. A stream that
     * does not know when it is written always waits for the limit.
     *
     * @return false if no call has written since the ticket was taken; true also if the stream does not know
     * @throws InterruptedException if the mapping is closed meanwhile
     */
    default boolean awaitWrite(long ticket, Duration limit) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(limit.toNanos());
        return true;
    }

    /** Returns what is known of positions that an earlier process took. */
    default Positions positions() {
        return Positions.UNCHECKED;
    }

    /**
     * Returns whether a page without records means that there is none after it yet. The service also gives such pages in
     * between.
     */
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
     * @param nextShardIterator where the next page starts; {@code null} at the end of a closed shard
     */
    record Page(List<ChangeRecord> records, @Nullable String nextShardIterator) {}
}
