package dev.streamecho.trigger.function;

import java.util.Optional;

/**
 * Takes what functions print, as they print it. Implementations are thread-safe: functions and concurrent invocations call
 * them from different threads.
 */
@FunctionalInterface
public interface FunctionLog {

    /**
     * Takes one line of standard output, standard error, or the runtime's logger.
     *
     * @param logicalId the function's logical id
     * @param requestId the invocation that was running; empty while the process starts or waits
     * @param line the line without its end
     */
    void line(String logicalId, Optional<String> requestId, String line);

    /** Takes what the user should know of a function and it has not printed itself. */
    default void notice(String logicalId, String message) {
        line(logicalId, Optional.empty(), logicalId + ": " + message);
    }
}
