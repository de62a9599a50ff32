package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.InvocationReport.Result;
import java.time.Instant;
import java.util.Optional;

/** What happened to a record, or to a message of a queue. */
public sealed interface Step {

    /** Returns when it happened. */
    Instant at();

    /** It was read from its shard, or received from its queue. */
    record Read(Instant at) implements Step {}

    /** No filter pattern of the mapping matched it. */
    record Filtered(Instant at) implements Step {}

    /**
     * The function was called with it.
     *
     * @param at when the call began
     * @param requestId that the function saw
     * @param attempt 1 for the first call with just the records of this batch; of messages, the highest receive count
     * @param batchSize how many records the call had
     * @param first the id of the first record of the batch; with {@code last} it tells the halves of a batch from each other
     * @param last the id of the last one
     * @param result how the call ended for the batch
     * @param isHandled whether this record needs nothing more
     * @param reason why records have to be retried, in words for the user; empty if none have to
     */
    record Attempted(
            Instant at,
            String requestId,
            int attempt,
            int batchSize,
            String first,
            String last,
            Result result,
            boolean isHandled,
            Optional<String> reason)
            implements Step {}

    /**
     * Nothing more is tried with it.
     *
     * @param condition as in the message to an {@code OnFailure} destination; of a message, {@code maxReceiveCount}
     * @param place where its description, or the message itself, is to be found, in words; empty if it is nowhere
     */
    record Discarded(Instant at, String condition, Optional<String> place) implements Step {}
}
