package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;

/**
 * What became of changed code of a function.
 *
 * @param isRunning whether the new code runs
 * @param message in one line
 * @param explanation what the compiler, or another tool, printed; none if it built
 */
public record Reload(Instant at, boolean isRunning, String message, List<String> explanation) {

    /** Makes a reload; the list is copied. */
    public Reload {
        explanation = List.copyOf(explanation);
    }
}
