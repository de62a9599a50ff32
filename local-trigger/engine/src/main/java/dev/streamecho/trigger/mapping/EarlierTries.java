package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The batches that were tried before the last stop or crash, until their records have been read again. */
final class EarlierTries {
    private final Map<SequenceNumber, TriedBatch> byStart = new LinkedHashMap<>();
    private SequenceNumber readUpTo = new SequenceNumber("0");

    EarlierTries(List<TriedBatch> batches) {
        batches.forEach(batch -> byStart.put(batch.startSequenceNumber(), batch));
    }

    /** A record was read, whether or not it passes the filters. */
    void read(SequenceNumber sequenceNumber) {
        readUpTo = sequenceNumber;
    }

    /** Returns the batch that starts with a record. */
    Optional<TriedBatch> startingWith(SequenceNumber sequenceNumber) {
        return Optional.ofNullable(byStart.get(sequenceNumber));
    }

    boolean areReadUpToEndOf(TriedBatch batch) {
        return !batch.endSequenceNumber().isAfter(readUpTo);
    }

    /** The batch was made again, or cannot be: from here on it is not remembered here. */
    void forget(SequenceNumber startSequenceNumber) {
        byStart.remove(startSequenceNumber);
    }

    Collection<TriedBatch> left() {
        return byStart.values();
    }
}
