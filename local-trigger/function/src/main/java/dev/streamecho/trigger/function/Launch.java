package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the process of a function is started in its runtime.
 *
 * @param command the program and its arguments
 * @param runtimeFolder what would be {@code /var/runtime}
 * @param defaults the variables of this runtime, which those of the template replace
 * @param framesLogs whether the runtime's logger separates its messages as {@link LogDecoder} reads them
 * @param whenEnded deletes what was written for this process
 */
record Launch(
        List<String> command,
        Path runtimeFolder,
        Map<String, String> defaults,
        boolean framesLogs,
        Runnable whenEnded) {

    /** Nothing was written for it. */
    Launch(List<String> command, Path runtimeFolder, Map<String, String> defaults, boolean framesLogs) {
        this(command, runtimeFolder, defaults, framesLogs, () -> {});
    }
}
