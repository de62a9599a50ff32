package dev.streamecho.trigger.junit;

import java.time.Duration;

/** How long a test waits, by the time of day. */
final class Deadline {
    private final Duration patience;
    private final long startNanos = System.nanoTime();

    Deadline(Duration patience) {
        this.patience = patience;
    }

    Duration left() {
        Duration left = patience.minusNanos(System.nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return left().isZero();
    }

    @Override
    public String toString() {
        return patience.toMillis() / 1000.0 + " s";
    }
}
