package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.List;
import java.util.Optional;

/**
 * What is left of the records of a discarded batch.
 *
 * @param records in the order of the shard, those that the mapping's filter passes
 * @param forgotten what the stream does not have anymore; empty if it has everything
 */
record BatchRecords(List<ChangeRecord> records, Optional<Forgotten> forgotten) {

    /**
     * Records of a batch that the stream has trimmed.
     *
     * @param first the sequence number of the first
     * @param last of the last; or of the first that is still there, if {@code isLastThere}
     */
    record Forgotten(SequenceNumber first, SequenceNumber last, boolean isLastThere) {

        @Override
        public String toString() {
            if (isLastThere) {
                return "the stream has forgotten sequence numbers %s up to before %s".formatted(first, last);
            }
            return first.equals(last)
                    ? "the stream has forgotten sequence number " + first
                    : "the stream has forgotten sequence numbers %s to %s".formatted(first, last);
        }
    }

    BatchRecords {
        records = List.copyOf(records);
    }
}
