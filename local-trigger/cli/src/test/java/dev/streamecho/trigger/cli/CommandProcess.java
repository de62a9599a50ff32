package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command as a process of its own that has ended, and what it printed. */
record CommandProcess(int status, List<String> out, List<String> err) {

    /** Runs a command in a folder. */
    static CommandProcess run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        try {
            // Files, as a run in the background might keep a pipe open.
            int status = TriggerProcess.awaitEnd(new ProcessBuilder(TriggerJava.command(arguments))
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start());
            return new CommandProcess(status, Files.readAllLines(out, UTF_8), Files.readAllLines(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
