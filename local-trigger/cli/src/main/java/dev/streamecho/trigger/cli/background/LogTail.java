package dev.streamecho.trigger.cli.background;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the lines of a file while another process writes them. The last line is kept back, as it may be why that process
 * ends. This class is not thread-safe.
 */
final class LogTail {
    private final Path file;
    private final Consumer<String> lines;
    private int taken;
    private Optional<String> last = Optional.empty();

    /** Makes one that has read nothing. */
    LogTail(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Reads what was written since the last time. */
    void follow() {
        String content;
        try {
            content = new String(Files.readAllBytes(file), UTF_8);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int end = content.lastIndexOf('\n') + 1;
        if (end < taken) {
            // The file became the older one of two, and this is another.
            taken = 0;
        }
        content.substring(taken, end).lines().forEach(line -> {
            last.ifPresent(lines);
            last = Optional.of(line);
        });
        taken = end;
    }

    /** Returns the last line, which nobody has got yet; empty if there is none. */
    Optional<String> last() {
        return last;
    }
}
