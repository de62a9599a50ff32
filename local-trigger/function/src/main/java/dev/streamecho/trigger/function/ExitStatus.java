package dev.streamecho.trigger.function;

/**
 * How a function's process ended.
 *
 * @param value what {@link Process#exitValue} says: 128 and more is a signal's number plus 128
 */
record ExitStatus(int value) {
    static final String ERROR_TYPE = "Runtime.ExitError";

    /** In AWS's words. */
    String message(String requestId) {
        return "RequestId: %s Error: %s".formatted(requestId, message());
    }

    String message() {
        return value == 0 ? "Runtime exited without providing a reason" : "Runtime exited with error: " + reason();
    }

    private String reason() {
        return switch (value) {
            // The two that end a JVM without its doing: its own crash, and the kernel or a user.
            case 134 -> "signal: aborted";
            case 137 -> "signal: killed";
            default -> "exit status " + value;
        };
    }
}
