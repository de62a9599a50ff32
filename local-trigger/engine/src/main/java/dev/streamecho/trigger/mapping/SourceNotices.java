package dev.streamecho.trigger.mapping;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user reads about a stream or queue. That it cannot be read is reported once, and once that it can be again, however many
 * readers it keeps waiting and however often they retry.
 *
 * <p>This class is thread-safe.
 */
final class SourceNotices {
    private final String source;
    private final Consumer<String> lines;
    private final Set<String> waiting = new HashSet<>();

    /** @param source {@code stream} or {@code queue} */
    SourceNotices(String source, Consumer<String> lines) {
        this.source = source;
        this.lines = lines;
    }

    /** A reader cannot read, for the given reason. */
    synchronized void failed(String reader, String reason) {
        if (waiting.isEmpty()) {
            lines.accept("the %s cannot be read, retrying: %s".formatted(source, reason));
        }
        waiting.add(reader);
    }

    /** A reader has read, whether or not it could before. */
    synchronized void succeeded(String reader) {
        if (waiting.remove(reader) && waiting.isEmpty()) {
            lines.accept("the %s can be read again".formatted(source));
        }
    }

    /** Reports one line. */
    void report(String line) {
        lines.accept(line);
    }
}
