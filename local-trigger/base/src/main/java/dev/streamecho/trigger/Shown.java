package dev.streamecho.trigger;

import java.time.Duration;
import java.util.Locale;

/** How durations and counts are shown to a user. */
public final class Shown {
    private Shown() {}

    /** A duration: in seconds from ten on, else in milliseconds. */
    public static String of(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(10)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /** A number of things: {@code 1 record}, {@code 2 batches}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("batch") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
