package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells whether the mappings of a stack have anything left to do. It is immutable.
 *
 * <p>They are asked one after the other, and a function may write to what another mapping reads. So the answer counts only
 * if nothing was read and no invocation ended between the first and the last of them.
 */
final class Idleness {
    /** A stream elsewhere is read four times a second. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final List<Mapping> mappings;
    private final LongSupplier activity;
    private final Runnable wakeReaders;

    /** A mapping that may have something left to do. */
    @FunctionalInterface
    interface Mapping {

        /** Returns what is left of what was written before a moment. */
        Backlog backlog(Instant moment) throws InterruptedException;
    }

    /**
     * Makes one that asks these mappings.
     *
     * @param activity counts what they do
     * @param wakeReaders lets streams that wait for a write be read at once
     */
    Idleness(List<Mapping> mappings, LongSupplier activity, Runnable wakeReaders) {
        this.mappings = List.copyOf(mappings);
        this.activity = activity;
        this.wakeReaders = wakeReaders;
    }

    /**
     * Returns whether everything that was written by now is handled; false too if that is not known within two seconds, as
     * of a stream that cannot be read.
     */
    boolean isIdle() throws InterruptedException {
        long before = activity.getAsLong();
        Instant now = Instant.now();
        long end = System.nanoTime() + LONGEST_LOOK.toNanos();
        wakeReaders.run();
        for (Mapping mapping : mappings) {
            Backlog backlog = mapping.backlog(now);
            while (backlog == Backlog.UNREAD && System.nanoTime() < end && activity.getAsLong() == before) {
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
                backlog = mapping.backlog(now);
            }
            if (backlog != Backlog.NONE) {
                return false;
            }
        }
        return activity.getAsLong() == before;
    }
}
