package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.SequenceNumbers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The batches that were tried before the last stop or crash, until their records have been read again. */
final class EarlierTries {
    private final Map<String, TriedBatch> byStart = new LinkedHashMap<>();
    private String readUpTo = "0";

    EarlierTries(List<TriedBatch> batches) {
        batches.forEach(batch -> byStart.put(batch.startSequenceNumber(), batch));
    }

    /** A record was read, whether or not it passes the filters. */
    void read(String sequenceNumber) {
        readUpTo = sequenceNumber;
    }

    /** The batch that starts with a record. */
    Optional<TriedBatch> startingWith(String sequenceNumber) {
        return Optional.ofNullable(byStart.get(sequenceNumber));
    }

    boolean areReadUpToEndOf(TriedBatch batch) {
        return SequenceNumbers.ORDER.compare(readUpTo, batch.endSequenceNumber()) >= 0;
    }

    /** The batch was made again, or cannot be: from here on it is not remembered here. */
    void forget(String startSequenceNumber) {
        byStart.remove(startSequenceNumber);
    }

    Collection<TriedBatch> left() {
        return byStart.values();
    }
}
