package dev.streamecho.trigger.junit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call of the function by its mapping.
 *
 * @param mapping the mapping's logical id
 * @param function the function's logical id
 * @param shardId the shard that the changes were read from
 * @param attempt 1 for the first call with these changes
 * @param batch the changes that it was called with; none at the end of a tumbling window
 * @param at when, by the test's clock
 * @param result how it ended for the batch
 * @param handled how many of the changes need nothing more after it
 * @param reason why others have to be retried, in words; empty if none have to
 * @param response what the handler answered, as JSON; empty if it did not
 * @param log what the handler wrote with its context's logger; in its own process all that it printed
 */
public record Invocation(
        String mapping,
        String function,
        String shardId,
        int attempt,
        List<Change> batch,
        Instant at,
        Result result,
        int handled,
        Optional<String> reason,
        String response,
        List<String> log) {

    /** How an invocation ended for its batch. */
    public enum Result {
        /** Every change was handled. */
        SUCCESS,
        /** The response reports item failures. */
        PARTIAL,
        /** The response is none that the mapping accepts: the whole batch failed. */
        INVALID_RESPONSE,
        /** The handler threw. */
        ERROR,
        /** The handler did not answer in time. */
        TIMEOUT,
        /** The function could not be started. */
        INIT_ERROR,
        /** The call did not reach the function, which uses up no attempt. */
        NOT_REACHED
    }

    public Invocation {
        batch = List.copyOf(batch);
        log = List.copyOf(log);
    }

    /** Returns the keys of its changes. */
    public List<String> keys() {
        return batch.stream().map(Change::key).toList();
    }
}
