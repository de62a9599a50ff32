package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.WholeFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of lines, each a JSON object that holds in place of an earlier one about the same thing. One that is cut off is read as far
 * as it goes. This class is not thread-safe.
 */
final class JournalFile {
    /** Of the form of the lines: a file of another one is not read. */
    private static final int VERSION = 1;

    private static final String HEAD = "{\"journal\":%d}".formatted(VERSION);
    private static final long SMALLEST_LIMIT = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private long bytes;
    private long limit = SMALLEST_LIMIT;

    JournalFile(Path file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @param line takes each line
     * @return why it is not read, or not to its end, in one line; empty if it was, or there is none
     */
    Optional<String> read(Consumer<JsonNode> line) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (!HEAD.equals(reader.readLine())) {
                return Optional.of("%s is the journal of another version, and is not read".formatted(file));
            }
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                line.accept(JSON.readTree(next));
            }
            return Optional.empty();
        } catch (JsonProcessingException | MalformedInputException cutOff) {
            // Killed while it wrote: what comes before holds.
            return Optional.empty();
        }
    }

    /** Returns whether so much was added that it is to be written anew. */
    boolean isTooLong() {
        return bytes > limit;
    }

    /** Writes it anew. */
    void rewrite(Iterable<JsonNode> lines) throws IOException {
        StringBuilder content = new StringBuilder(HEAD).append('\n');
        lines.forEach(line -> content.append(line).append('\n'));
        byte[] whole = content.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, whole);
        bytes = whole.length;
        limit = Math.max(SMALLEST_LIMIT, 2 * bytes);
    }

    /** Adds lines at its end. */
    void append(Iterable<JsonNode> lines) throws IOException {
        StringBuilder content = new StringBuilder();
        lines.forEach(line -> content.append(line).append('\n'));
        byte[] added = content.toString().getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file)) {
            PrivateFiles.write(file, (HEAD + '\n').getBytes(StandardCharsets.UTF_8));
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write(added);
        }
        bytes += added.length;
    }
}
