package dev.streamecho.trigger.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a process end with the trigger, however that ends, and with the process all that it has started. Java functions do it
 * themselves, in {@link dev.streamecho.trigger.function.bootstrap.Bootstrap}; others are started by a shell that
 * leaves a watcher behind.
 */
final class EndWithTrigger {
    private static final Path SHELL = Path.of("/bin/sh");

    private EndWithTrigger() {}

    /** Returns a command that does it, where there is a shell; elsewhere the command as it is. */
    static List<String> command(RuntimeFiles files, List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> watched = new ArrayList<>();
        watched.add(SHELL.toString());
        watched.add(files.folder().resolve("end-with-trigger.sh").toString());
        watched.addAll(command);
        return watched;
    }
}
