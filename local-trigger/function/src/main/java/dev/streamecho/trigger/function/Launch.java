package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the process of a function is started in its runtime.
 *
 * @param command the program and its arguments
 * @param runtimeFolder what would be {@code /var/runtime}
 * @param defaults the variables of this runtime, which those of the template replace
 * @param framesLogs whether the runtime's logger separates its messages as {@link LogDecoder} reads them
 * @param whenEnded deletes what was written for this process
 * @param untilHooksHaveRun a file that the process deletes after its shutdown hooks; empty if it shows that in no way but its end
 */
record Launch(
        List<String> command,
        Path runtimeFolder,
        Map<String, String> defaults,
        boolean framesLogs,
        Runnable whenEnded,
        Optional<Path> untilHooksHaveRun) {

    /** Nothing was written for it. */
    Launch(List<String> command, Path runtimeFolder, Map<String, String> defaults, boolean framesLogs) {
        this(command, runtimeFolder, defaults, framesLogs, () -> {}, Optional.empty());
    }
}
