package dev.streamecho.trigger;

import java.time.Duration;

/** Durations and counts as a user sees them. */
public final class Shown {
    private Shown() {}

    /** Returns a duration, not a negative one, in milliseconds, or in seconds if it is ten seconds or longer. */
    public static String of(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(10)) < 0
                ? tenths(duration.toNanos(), 100_000) + " ms"
                : tenths(duration.toMillis(), 100) + " s";
    }

    /** A formatter takes many times as long, and there are two durations to every invocation. */
    private static String tenths(long amount, long unit) {
        long tenths = (amount + unit / 2) / unit;
        return tenths / 10 + "." + tenths % 10;
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
