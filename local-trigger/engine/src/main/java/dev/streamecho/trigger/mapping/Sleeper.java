package dev.streamecho.trigger.mapping;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; tests do not. Implementations are thread-safe. */
@FunctionalInterface
public interface Sleeper {

    /** Sleeps as a thread does. */
    Sleeper OF_THREAD = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    /** Returns when the time has passed. */
    void sleep(Duration duration) throws InterruptedException;
}
