package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;

/** Where a mapping is to read on, whatever it has read. */
public sealed interface NewPosition {

    /** Returns it in words for the user. */
    String describe();

    /** At the oldest record kept. */
    record TrimHorizon() implements NewPosition {
        @Override
        public String describe() {
            return "the oldest record";
        }
    }

    /** At what is written from then on. */
    record Latest() implements NewPosition {
        @Override
        public String describe() {
            return "what is written from now on";
        }
    }

    /** At a record of a shard, and at the beginning of those that continue that shard; others stay where they are. */
    record AtSequenceNumber(String shardId, SequenceNumber sequenceNumber) implements NewPosition {
        @Override
        public String describe() {
            return "the record %s of %s".formatted(sequenceNumber, shardId);
        }
    }

    /** At the first record of each shard that was not written before that time. */
    record AtTimestamp(Instant timestamp) implements NewPosition {
        @Override
        public String describe() {
            return "what was written at %s".formatted(timestamp);
        }
    }

    /**
     * What moving there does.
     *
     * @param repeated how many records that were handled, filtered or discarded are read once more
     * @param skipped how many that were not are never read
     */
    record Effect(long repeated, long skipped) {}
}
