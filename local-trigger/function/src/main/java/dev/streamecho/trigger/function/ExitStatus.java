package dev.streamecho.trigger.function;

/**
 * How a function's process ended.
 *
 * @param value that of {@link Process#exitValue}: from 129 on, a signal's number plus 128
 */
record ExitStatus(int value) {
    static final String ERROR_TYPE = "Runtime.ExitError";

    /** Returns the message that AWS gives for an invocation. */
    String message(String requestId) {
        return "RequestId: %s Error: %s".formatted(requestId, message());
    }

    /** Returns the message that AWS gives for an init. */
    String message() {
        return value == 0 ? "Runtime exited without providing a reason" : "Runtime exited with error: " + reason();
    }

    private String reason() {
        return switch (value) {
            // A crash of the JVM, and what the kernel or a user does to it.
            case 134 -> "signal: aborted";
            case 137 -> "signal: killed";
            default -> "exit status " + value;
        };
    }
}
