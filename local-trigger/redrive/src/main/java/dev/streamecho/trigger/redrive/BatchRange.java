package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.redrive.BatchRecords.Forgotten;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of a shard from the first of a batch to its last, while they are read. */
final class BatchRange {
    /** A batch has up to 6 MB; without its filter, or with the records of other lanes in between, there are more. */
    private static final long MOST_BYTES = 64L << 20;

    private final StreamBatch batch;
    private final EventFilter filter;
    private final Instant latest;
    private final List<ChangeRecord> passed = new ArrayList<>();

    private Optional<SequenceNumber> first = Optional.empty();
    private Optional<SequenceNumber> last = Optional.empty();
    private boolean isPassed;
    private long bytes;

    /**
     * Makes a range from which nothing was read yet.
     *
     * @param latest no record of the batch was written after this moment
     */
    BatchRange(StreamBatch batch, EventFilter filter, Instant latest) {
        this.batch = batch;
        this.filter = filter;
        this.latest = latest;
    }

    StreamBatch batch() {
        return batch;
    }

    void clear() {
        passed.clear();
        first = Optional.empty();
        last = Optional.empty();
        isPassed = false;
        bytes = 0;
    }

    /** Takes those of consecutive records that are in the range. */
    void add(List<ChangeRecord> records) throws RedriveException {
        for (ChangeRecord record : records) {
            SequenceNumber number = record.sequenceNumber();
            int toTheEnd = batch.endSequenceNumber().compareTo(number);
            isPassed |= toTheEnd <= 0;
            boolean isInRange = toTheEnd >= 0 && batch.startSequenceNumber().compareTo(number) <= 0;
            if (isInRange && !record.arrival().isAfter(latest)) {
                first = first.or(() -> Optional.of(number));
                last = Optional.of(number);
                keep(record);
            }
        }
    }

    private void keep(ChangeRecord record) throws RedriveException {
        if (filter.matches(record)) {
            passed.add(record);
            bytes += record.json().length;
        }
        if (bytes > MOST_BYTES) {
            throw new RedriveException(
                    "there are more than %d MB between its first and last record".formatted(MOST_BYTES >> 20));
        }
    }

    /** Returns whether its last record was read, or one after it. */
    boolean isPassed() {
        return isPassed;
    }

    /**
     * Returns what was read.
     *
     * @throws RedriveException if its beginning is there and its end is not
     */
    BatchRecords records() throws RedriveException {
        if (first.isEmpty()) {
            return new BatchRecords(
                    List.of(),
                    Optional.of(new Forgotten(batch.startSequenceNumber(), batch.endSequenceNumber(), false)));
        }
        if (!last.orElseThrow().equals(batch.endSequenceNumber())) {
            throw new RedriveException("its shard has no record with sequence number %s, which should be its last"
                    .formatted(batch.endSequenceNumber()));
        }
        return new BatchRecords(
                passed,
                first.filter(number -> !number.equals(batch.startSequenceNumber()))
                        .map(number -> new Forgotten(batch.startSequenceNumber(), number, true)));
    }
}
