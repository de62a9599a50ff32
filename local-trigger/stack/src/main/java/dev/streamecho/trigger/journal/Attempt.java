package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.InvocationReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call of a function with a batch.
 *
 * @param at when the call began
 * @param requestId that the function saw
 * @param number 1 for the first call with just the records of this batch; of messages, the highest receive count
 * @param batchSize how many records the call had
 * @param duration from the hand-over of the event to the answer
 * @param initDuration how long the function's process took to start, if this was its first call
 * @param result how the call ended for the batch
 * @param handled how many records need nothing more
 * @param reason why records have to be retried, in words for the user; empty if none have to
 * @param failure how the function failed; empty if it answered
 * @param response what it answered, in JSON, cut after some 16,000 bytes; empty if it did not
 * @param log what it printed meanwhile, line by line, as far as it is kept
 */
public record Attempt(
        Instant at,
        String requestId,
        int number,
        int batchSize,
        Duration duration,
        Optional<Duration> initDuration,
        Result result,
        int handled,
        Optional<String> reason,
        Optional<Failure> failure,
        Optional<String> response,
        List<String> log) {

    /**
     * How a function failed.
     *
     * @param type the exception's class, or one of the service's, as {@code Runtime.ExitError}; {@code Sandbox.Timedout} if it took
     *     too long
     * @param message possibly empty
     * @param stackTrace line by line as the runtime reported it; none if it did not
     */
    public record Failure(String type, String message, List<String> stackTrace) {}

    /** Makes an attempt; the log is copied. */
    public Attempt {
        log = List.copyOf(log);
    }
}
