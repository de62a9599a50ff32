package dev.streamecho.trigger.mapping;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user reads about a stream. That it cannot be read is reported once, and once that it can be again, however many
 * readers it keeps waiting and however often they retry.
 *
 * <p>This class is thread-safe.
 */
final class StreamNotices {
    private final Consumer<String> lines;
    private final Set<String> waiting = new HashSet<>();

    StreamNotices(Consumer<String> lines) {
        this.lines = lines;
    }

    /** A reader cannot read, for the given reason. */
    synchronized void failed(String reader, String reason) {
        if (waiting.isEmpty()) {
            lines.accept("the stream cannot be read, retrying: " + reason);
        }
        waiting.add(reader);
    }

    /** A reader has read, whether or not it could before. */
    synchronized void succeeded(String reader) {
        if (waiting.remove(reader) && waiting.isEmpty()) {
            lines.accept("the stream can be read again");
        }
    }

    /** Reports one line. */
    void report(String line) {
        lines.accept(line);
    }
}
