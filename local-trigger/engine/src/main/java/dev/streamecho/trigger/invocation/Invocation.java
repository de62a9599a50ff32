package dev.streamecho.trigger.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

        /** Returns how it failed, in the service's words; empty if it did not fail. */
        String describe();
    }

    /** The handler returned; the response is its JSON, possibly empty. */
    public record Success(byte[] response) implements Outcome {
        @Override
        public String describe() {
            return "";
        }
    }

    /**
     * The handler threw, or the process stopped during the call.
     *
     * @param errorType the exception's class, or {@code Runtime.ExitError}
     * @param errorMessage its message, possibly empty
     * @param stackTrace line by line, as the runtime reports it; none if it does not
     */
    public record FunctionError(String errorType, String errorMessage, List<String> stackTrace) implements Outcome {
        public FunctionError {
            stackTrace = List.copyOf(stackTrace);
        }

        /** Makes one of which no stack trace is known. */
        public FunctionError(String errorType, String errorMessage) {
            this(errorType, errorMessage, List.of());
        }

        /** Returns whether the other is the same error, wherever it was thrown. */
        @Override
        public boolean equals(Object other) {
            return other instanceof FunctionError error
                    && errorType.equals(error.errorType)
                    && errorMessage.equals(error.errorMessage);
        }

        @Override
        public int hashCode() {
            return Objects.hash(errorType, errorMessage);
        }

        @Override
        public String describe() {
            return errorType + ": " + errorMessage;
        }
    }

    /** The handler did not answer within the function's {@code Timeout}; its process was killed. */
    public record TimedOut(Duration timeout) implements Outcome {

        /** Returns the service's message: {@code Task timed out after 3.00 seconds}. */
        public String errorMessage() {
            return String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
        }

        @Override
        public String describe() {
            return errorMessage();
        }
    }

    /** The execution environment could not be started: there is no such handler, or its constructor threw. */
    public record InitError(String errorType, String errorMessage, List<String> stackTrace) implements Outcome {
        public InitError {
            stackTrace = List.copyOf(stackTrace);
        }

        /** Makes one of which no stack trace is known. */
        public InitError(String errorType, String errorMessage) {
            this(errorType, errorMessage, List.of());
        }

        /** Returns whether the other is the same error, wherever it was thrown. */
        @Override
        public boolean equals(Object other) {
            return other instanceof InitError error
                    && errorType.equals(error.errorType)
                    && errorMessage.equals(error.errorMessage);
        }

        @Override
        public int hashCode() {
            return Objects.hash(errorType, errorMessage);
        }

        @Override
        public String describe() {
            return errorType + " while the function started: " + errorMessage;
        }
    }

    /** The call never reached the function (throttled, no capacity); it uses up no retry attempt. */
    public record NotReached(String reason) implements Outcome {
        /** The call was throttled, in the service's words. */
        public static final NotReached THROTTLED = new NotReached("Rate Exceeded.");

        @Override
        public String describe() {
            return reason;
        }
    }
}
