package dev.streamecho.trigger.function;

import java.util.Optional;

/**
 * Takes what functions print, as they print it. Functions, and concurrent invocations of one, call it from different
 * threads.
 */
@FunctionalInterface
public interface FunctionLog {

    /**
     * One line of standard output, standard error or the runtime's logger.
     *
     * @param logicalId the function
     * @param requestId the invocation that was running; empty while the process starts or waits
     * @param line without its end
     */
    void line(String logicalId, Optional<String> requestId, String line);

    /** What the user should know of a function, which it has not printed itself. */
    default void notice(String logicalId, String text) {
        line(logicalId, Optional.empty(), logicalId + ": " + text);
    }
}
