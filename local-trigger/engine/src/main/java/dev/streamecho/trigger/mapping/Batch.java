package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/**
 * Records of one shard that are invoked together, with what was tried so far.
 *
 * @param records in the order of the shard; none in the last invocation of a tumbling window
 * @param failedAttempts how many failures have counted against {@code MaximumRetryAttempts}
 * @param invocations how often the function was called with just these records
 * @param filtered how many records the filters dropped since the batch before, until it was called once
 * @param lastFailure how the last call with these records ended, alone or in a larger batch; empty if there was none
 */
record Batch(
        List<ChangeRecord> records, int failedAttempts, int invocations, int filtered, Optional<Failure> lastFailure) {

    /**
     * A call that did not handle all of a batch.
     *
     * @param requestId of the invocation
     * @param functionError whether the function failed, rather than answered with failures
     */
    record Failure(String requestId, boolean functionError) {}

    Batch {
        records = List.copyOf(records);
    }

    static Batch of(List<ChangeRecord> records, int filtered) {
        return new Batch(records, 0, 0, filtered, Optional.empty());
    }

    /** Returns the records with what an earlier process had tried of them. */
    static Batch of(List<ChangeRecord> records, int filtered, TriedBatch tried) {
        Failure failure = new Failure(tried.requestId(), tried.functionError());
        return new Batch(records, tried.failedAttempts(), tried.invocations(), filtered, Optional.of(failure));
    }

    ChangeRecord first() {
        return records.get(0);
    }

    ChangeRecord last() {
        return records.get(records.size() - 1);
    }

    int size() {
        return records.size();
    }

    Batch invoked() {
        return new Batch(records, failedAttempts, invocations + 1, filtered, lastFailure);
    }

    /** Returns the same batch after a call that did not reach the function. */
    Batch notReached() {
        return new Batch(records, failedAttempts, invocations - 1, 0, lastFailure);
    }

    /** Returns the same batch after a failure that counts. */
    Batch failed(Failure failure) {
        return new Batch(records, failedAttempts + 1, invocations, 0, Optional.of(failure));
    }

    /** Some of the records, in a batch that has all its attempts before it: a half, or what a partial response left. */
    Batch part(int from, int to, Failure failure) {
        return new Batch(records.subList(from, to), 0, 0, 0, Optional.of(failure));
    }

    /** Some of the records with the batch's history, as when the age limit cuts it. */
    Batch cut(int from, int to) {
        return new Batch(records.subList(from, to), failedAttempts, invocations, filtered, lastFailure);
    }

    /** Returns what a checkpoint remembers of it; empty if it never failed or has no records. */
    Optional<TriedBatch> tried() {
        return records.isEmpty()
                ? Optional.empty()
                : lastFailure.map(failure -> new TriedBatch(
                        first().sequenceNumber(),
                        last().sequenceNumber(),
                        failedAttempts,
                        invocations,
                        failure.requestId(),
                        failure.functionError()));
    }
}
