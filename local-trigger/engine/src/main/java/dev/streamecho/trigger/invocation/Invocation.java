package dev.streamecho.trigger.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One finished invocation.
 *
 * @param requestId the id that the function saw as {@code awsRequestId}
 * @param calledAt when the event was handed to the function's process
 * @param duration from {@code calledAt} to the answer
 * @param initDuration how long the execution environment took to start, if this was the first invocation in it; also if
 *     it had started before the call, as in the {@code REPORT} line on AWS
 * @param outcome how it ended
 */
public record Invocation(
        String requestId, Instant calledAt, Duration duration, Optional<Duration> initDuration, Outcome outcome) {

    /** How an invocation ended. */
    public sealed interface Outcome {

        /** How it failed, in the words of the service; empty if it did not. */
        default String describe() {
            if (this instanceof FunctionError error) {
                return error.errorType() + ": " + error.errorMessage();
            }
            if (this instanceof InitError error) {
                return error.errorType() + " while the function started: " + error.errorMessage();
            }
            if (this instanceof TimedOut timedOut) {
                return timedOut.errorMessage();
            }
            return this instanceof NotReached unreached ? unreached.reason() : "";
        }
    }

    /** The handler returned; the response is its JSON, possibly empty. */
    public record Success(byte[] response) implements Outcome {}

    /**
     * The handler threw, or the process ended during the call.
     *
     * @param errorType the exception's class, or {@code Runtime.ExitError}
     * @param errorMessage its message, possibly empty
     */
    public record FunctionError(String errorType, String errorMessage) implements Outcome {}

    /** The handler did not answer within the function's {@code Timeout}; its process was ended. */
    public record TimedOut(Duration timeout) implements Outcome {

        /** In AWS's words: {@code Task timed out after 3.00 seconds}. */
        public String errorMessage() {
            return String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
        }
    }

    /** The execution environment could not be started: no such handler, or its constructor threw. */
    public record InitError(String errorType, String errorMessage) implements Outcome {}

    /** The call never reached the function (throttled, no capacity); it uses up no retry attempt. */
    public record NotReached(String reason) implements Outcome {}
}
