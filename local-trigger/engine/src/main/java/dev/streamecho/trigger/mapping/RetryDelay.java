package dev.streamecho.trigger.mapping;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The time between a failed try and the next, which grows with each failure up to a longest one.
 *
 * <p>This class is thread-safe if its source of chance is.
 */
public final class RetryDelay {
    private final Duration first;
    private final double growth;
    private final double cap;
    private final double jitter;
    private final DoubleSupplier random;

    private RetryDelay(Duration first, double growth, double cap, double jitter, DoubleSupplier random) {
        this.first = first;
        this.growth = growth;
        this.cap = cap;
        this.jitter = jitter;
        this.random = random;
    }

    /**
     * Makes the delays of a failed batch: they grow by 1.6 from the first one to 60 times it, each up to a fifth longer or
     * shorter. With a first delay of one second about eight tries fit in the first minute. The service does not publish its
     * own.
     *
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
     */
    public RetryDelay(Duration first, DoubleSupplier random) {
        this(first, 1.6, 60, 0.2, random);
    }

    /** Returns delays that double from the first to the longest one, for calls that a service refuses. */
    public static RetryDelay doubling(Duration first, Duration longest) {
        double cap = (double) longest.toNanos() / first.toNanos();
        return new RetryDelay(first, 2, cap, 0, () -> 0);
    }

    /** Returns the delay after that many failures in a row, 1 or more. */
    public Duration after(int failures) {
        double factor = Math.min(cap, Math.pow(growth, failures - 1));
        double chance = 1 - jitter + 2 * jitter * random.getAsDouble();
        return Duration.ofNanos((long) (first.toNanos() * factor * chance));
    }
}
