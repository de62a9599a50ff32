package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of a lane that wait for their first batch. */
final class FreshRecords {
    private final EventSourceMapping mapping;
    private final EarlierTries earlier;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private int filtered;

    private record Waiting(ChangeRecord record, Instant since) {}

    FreshRecords(EventSourceMapping mapping, EarlierTries earlier) {
        this.mapping = mapping;
        this.earlier = earlier;
    }

    void add(ChangeRecord record, Instant now) {
        waiting.add(new Waiting(record, now));
        bytes += EventEncoder.sizeOf(record);
    }

    /** A record did not pass the filters. */
    void countFiltered() {
        filtered++;
    }

    /** Returns how many records were filtered since it was asked before. */
    int takeFiltered() {
        int taken = filtered;
        filtered = 0;
        return taken;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Optional<ChangeRecord> first() {
        return Optional.ofNullable(waiting.peekFirst()).map(Waiting::record);
    }

    /** Returns whether a batch has to start now, full or not. */
    boolean areDue(Instant now, Optional<TumblingWindow> window) {
        if (waiting.isEmpty()) {
            return false;
        }
        Optional<TriedBatch> again = triedBefore();
        if (again.isPresent()) {
            return earlier.areReadUpToEndOf(again.get());
        }
        return waiting.size() >= mapping.batching().batchSize()
                || EventEncoder.exceedsPayloadLimit(bytes, window)
                || !dueAt().orElseThrow().isAfter(now)
                // The clock was set back, which must not make the wait longer.
                || now.isBefore(waiting.getFirst().since())
                || isBehind(window, waiting.getLast().record());
    }

    /**
     * Returns when the batching window of the first record is over; empty if there is none, or its batch has to be read
     * first.
     */
    Optional<Instant> dueAt() {
        return waiting.isEmpty() || triedBefore().isPresent()
                ? Optional.empty()
                : Optional.of(waiting.getFirst().since().plus(mapping.batching().maximumBatchingWindow()));
    }

    /** Takes the records of the next batch; there has to be one. */
    Batch takeBatch(Optional<TumblingWindow> window) {
        Optional<TriedBatch> again = triedBefore();
        List<ChangeRecord> records = new ArrayList<>();
        long batchBytes = 0;
        while (!waiting.isEmpty() && records.size() < mapping.batching().batchSize()) {
            ChangeRecord next = waiting.getFirst().record();
            batchBytes += EventEncoder.sizeOf(next);
            if (!records.isEmpty()
                    && (EventEncoder.exceedsPayloadLimit(batchBytes, window)
                            || isBehind(window, next)
                            || isOtherBatch(again, next))) {
                break;
            }
            waiting.removeFirst();
            bytes -= EventEncoder.sizeOf(next);
            records.add(next);
        }
        again.map(TriedBatch::startSequenceNumber).ifPresent(earlier::forget);
        return again.map(batch -> Batch.of(records, takeFiltered(), batch))
                .orElseGet(() -> Batch.of(records, takeFiltered()));
    }

    private Optional<TriedBatch> triedBefore() {
        return first().flatMap(record -> earlier.startingWith(record.sequenceNumber()));
    }

    private static boolean isBehind(Optional<TumblingWindow> window, ChangeRecord record) {
        return window.isPresent() && window.get().endsBy(record.arrival());
    }

    /** Returns whether a record is not of the batch that is made again; without one, whether it starts such a batch. */
    private boolean isOtherBatch(Optional<TriedBatch> again, ChangeRecord record) {
        SequenceNumber sequenceNumber = record.sequenceNumber();
        return again.map(batch -> sequenceNumber.isAfter(batch.endSequenceNumber()))
                .orElseGet(() -> earlier.startingWith(sequenceNumber).isPresent());
    }
}
