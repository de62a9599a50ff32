package dev.streamecho.trigger.mapping;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The time between a failed try and the next: grows by 1.6 from the first delay to 60 times it, each a fifth more or less
 * by chance. With a first delay of one second about eight tries fit in the first minute. The service does not publish its
 * own.
 */
public final class RetryDelay {
    private static final double GROWTH = 1.6;
    private static final double JITTER = 0.2;
    private static final int CAP = 60;

    private final Duration first;
    private final DoubleSupplier random;

    /**
     * Makes delays that grow from the first one.
     *
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
     */
    public RetryDelay(Duration first, DoubleSupplier random) {
        this.first = first;
        this.random = random;
    }

    /** The delay after this many failures in a row, 1 or more. */
    Duration after(int failures) {
        double factor = Math.min(CAP, Math.pow(GROWTH, failures - 1));
        double jitter = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofNanos((long) (first.toNanos() * factor * jitter));
    }
}
