package dev.streamecho.trigger.junit;

import java.time.Duration;

/** How the time of a test passes. */
interface Passing {

    /** As {@link StreamTest#awaitIdle}. */
    void awaitIdle();

    /** As {@link StreamTest#advance}. */
    void advance(Duration duration);
}
