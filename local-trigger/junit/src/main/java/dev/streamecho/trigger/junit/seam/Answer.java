package dev.streamecho.trigger.junit.seam;

/**
 * How a call of a handler ended.
 *
 * @param response its JSON, if it returned
 * @param errorType the exception's class, if it threw
 * @param errorMessage the exception's message, or why the call did not reach the handler
 */
public record Answer(Kind kind, byte[] response, String errorType, String errorMessage) {

    /** How it ended. */
    public enum Kind {
        RETURNED,
        THREW,
        TIMED_OUT,
        THROTTLED
    }

    public static Answer returned(byte[] response) {
        return new Answer(Kind.RETURNED, response, "", "");
    }

    public static Answer threw(String errorType, String errorMessage) {
        return new Answer(Kind.THREW, new byte[0], errorType, errorMessage);
    }

    public static Answer timedOut() {
        return new Answer(Kind.TIMED_OUT, new byte[0], "", "");
    }

    public static Answer throttled() {
        return new Answer(Kind.THROTTLED, new byte[0], "", "Rate Exceeded.");
    }
}
