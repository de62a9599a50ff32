package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened to a record, or to a message of a queue. */
public sealed interface Step {

    /** Returns when it happened. */
    Instant at();

    /** It was written to its table, or sent to its queue. */
    record Written(Instant at) implements Step {}

    /** It was read from its shard, or received from its queue. */
    record Read(Instant at) implements Step {}

    /** No filter pattern of the mapping matched it. */
    record Filtered(Instant at) implements Step {}

    /**
     * The function was called with it, and the call has ended.
     *
     * @param batch the number of the batch that it was in
     * @param isHandled whether this record needs nothing more
     */
    record Attempted(long batch, Attempt attempt, boolean isHandled) implements Step {
        @Override
        public Instant at() {
            return attempt.at();
        }
    }

    /**
     * Its batch was split: into halves after an error, at the record that a partial response reports, or where records are too
     * old.
     *
     * @param batch the number of the batch that it was in
     * @param into the number of the one that it is in now
     */
    record Split(Instant at, long batch, long into) implements Step {}

    /**
     * Its batch waits before it is tried again.
     *
     * @param batch the batch's number
     * @param until when it is due; of a message, when it is visible again
     */
    record Retrying(Instant at, long batch, Instant until) implements Step {}

    /**
     * The function is called with it, now.
     *
     * @param batch the number of the batch that it is in
     * @param attempt as in {@link Attempt#number}
     */
    record Invoking(Instant at, long batch, int attempt) implements Step {}

    /** It was sent to the function again on demand, from which nothing follows. */
    record Resent(Attempt attempt) implements Step {
        @Override
        public Instant at() {
            return attempt.at();
        }
    }

    /**
     * Nothing more is tried with it.
     *
     * @param batch the number of the batch that was discarded; empty if messages went to a dead-letter queue
     * @param records the numbers of all that were discarded together
     * @param condition as in the message to an {@code OnFailure} destination; of a message, {@code maxReceiveCount}
     * @param place where its description, or the message itself, is to be found, in words; empty if it is nowhere
     * @param message the description that the destination has got, in JSON; empty if there is no destination, or the
     *     function was never called
     */
    record Discarded(
            Instant at,
            Optional<Long> batch,
            List<Long> records,
            String condition,
            Optional<String> place,
            Optional<String> message)
            implements Step {}
}
