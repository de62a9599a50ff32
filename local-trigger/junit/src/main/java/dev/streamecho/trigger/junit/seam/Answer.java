package dev.streamecho.trigger.junit.seam;

import java.util.List;
import java.util.Optional;

/**
 * How a call of a handler ended.
 *
 * @param response its JSON, if it returned
 * @param errorType the exception's class, if it threw or could not be started
 * @param errorMessage the exception's message, or why the call did not reach the handler
 * @param requestId the id that the handler saw, if its process has given it one; otherwise it saw that of the call
 * @param log what the handler has logged; in a process of its own all that it printed
 */
public record Answer(
        Kind kind,
        byte[] response,
        String errorType,
        String errorMessage,
        Optional<String> requestId,
        List<String> log) {

    /** How it ended. */
    public enum Kind {
        RETURNED,
        THREW,
        TIMED_OUT,
        NOT_STARTED,
        NOT_REACHED
    }

    public Answer {
        log = List.copyOf(log);
    }

    private static Answer of(Kind kind, byte[] response, String errorType, String errorMessage) {
        return new Answer(kind, response, errorType, errorMessage, Optional.empty(), List.of());
    }

    public static Answer returned(byte[] response) {
        return of(Kind.RETURNED, response, "", "");
    }

    public static Answer threw(String errorType, String errorMessage) {
        return of(Kind.THREW, new byte[0], errorType, errorMessage);
    }

    public static Answer timedOut() {
        return of(Kind.TIMED_OUT, new byte[0], "", "");
    }

    public static Answer notStarted(String errorType, String errorMessage) {
        return of(Kind.NOT_STARTED, new byte[0], errorType, errorMessage);
    }

    public static Answer notReached(String reason) {
        return of(Kind.NOT_REACHED, new byte[0], "", reason);
    }

    public Answer withRequestId(String id) {
        return new Answer(kind, response, errorType, errorMessage, Optional.of(id), log);
    }

    public Answer withLog(List<String> lines) {
        return new Answer(kind, response, errorType, errorMessage, requestId, lines);
    }

    /** Returns another end of the same call. */
    public Answer butEndedAs(Answer other) {
        return new Answer(other.kind, other.response, other.errorType, other.errorMessage, requestId, log);
    }
}
