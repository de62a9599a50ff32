package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a mapping stands in a shard. */
sealed interface Checkpoint {

    /**
     * Go on at the position.
     *
     * @param tried the batches after it that did not succeed yet
     * @param window the tumbling window that is open
     */
    record At(Position position, List<TriedBatch> tried, Optional<TumblingWindow> window) implements Checkpoint {
        public At {
            tried = List.copyOf(tried);
        }

        At(Position position) {
            this(position, List.of(), Optional.empty());
        }

        /** Returns the last record before it; empty at the beginning of a shard. */
        Optional<SequenceNumber> after() {
            return position instanceof Position.After behind ? Optional.of(behind.sequenceNumber()) : Optional.empty();
        }

        /** Returns the same with the sequence numbers in another form. */
        At renumbered(UnaryOperator<SequenceNumber> form) {
            Position moved = position instanceof Position.After behind
                    ? new Position.After(form.apply(behind.sequenceNumber()))
                    : position;
            return new At(
                    moved, tried.stream().map(batch -> batch.renumbered(form)).toList(), window);
        }
    }

    /** Everything in the shard was handled, and nothing more will come. */
    record ShardEnd() implements Checkpoint {}

    /**
     * A batch with what was tried, so that whoever continues here makes the same batch and counts on.
     *
     * @param startSequenceNumber of its first record
     * @param endSequenceNumber of its last record
     * @param failedAttempts how many failures have counted against {@code MaximumRetryAttempts}
     * @param invocations how often the function was called with just these records
     * @param requestId of the last invocation with these records
     * @param functionError whether that invocation failed, rather than answered with failures
     */
    record TriedBatch(
            SequenceNumber startSequenceNumber,
            SequenceNumber endSequenceNumber,
            int failedAttempts,
            int invocations,
            String requestId,
            boolean functionError) {

        TriedBatch renumbered(UnaryOperator<SequenceNumber> form) {
            return new TriedBatch(
                    form.apply(startSequenceNumber),
                    form.apply(endSequenceNumber),
                    failedAttempts,
                    invocations,
                    requestId,
                    functionError);
        }
    }
}
