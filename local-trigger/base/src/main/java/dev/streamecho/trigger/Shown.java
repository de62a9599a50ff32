package dev.streamecho.trigger;

import java.time.Duration;
import java.util.Locale;

/** Durations and counts as a user sees them. */
public final class Shown {
    private Shown() {}

    /** Returns a duration in milliseconds, or in seconds if it is ten seconds or longer. */
    public static String of(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(10)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /**
     * Returns a number of things, such as {@code 1 record} or {@code 2 batches}.
     *
     * @param noun in the singular
     */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("batch") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
