package dev.streamecho.trigger.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What a stream knows of positions that were taken in it earlier, possibly by another process: a sequence number is only one
 * in the shard that gave it. Implementations are thread-safe.
 */
public interface Positions {

    /** A service that tells by itself what it does not keep, when it is read from there. */
    Positions UNCHECKED = new Positions() {
        @Override
        public Standing of(String shardId, SequenceNumber sequenceNumber) {
            return Standing.HOLDS;
        }

        @Override
        public SequenceNumber current(SequenceNumber sequenceNumber) {
            return sequenceNumber;
        }

        @Override
        public Optional<SequenceNumber> trimmedUpTo(String shardId) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> oldestArrival(String shardId) {
            return Optional.empty();
        }
    };

    /** What a position just after a record is now. */
    enum Standing {
        /** Reading continues there. */
        HOLDS,
        /** The record was trimmed and none after it: the oldest one kept is the next one. */
        TRIMMED,
        /** Records after it were trimmed. */
        LOST,
        /** The stream never gave that number. */
        UNKNOWN
    }

    /** Returns what the position just after the record with this number is now. */
    Standing of(String shardId, SequenceNumber sequenceNumber);

    /**
     * Returns the number in the form that the stream gives it now; an earlier version may have given it in another one.
     */
    SequenceNumber current(SequenceNumber sequenceNumber);

    /** Returns the number of the last record of the shard that was trimmed, as of when the stream was opened. */
    Optional<SequenceNumber> trimmedUpTo(String shardId);

    /** Returns when the oldest record that the shard kept was written, as of when the stream was opened. */
    Optional<Instant> oldestArrival(String shardId);
}
