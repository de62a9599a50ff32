package dev.streamecho.trigger.mapping;

import java.time.Duration;

/** Waits; tests do not. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
