package dev.streamecho.trigger.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was measured of one function.
 *
 * @param function its logical id
 */
record BenchResult(String function, List<ColdStart> coldStarts, Warm warm) {

    /**
     * One start of a fresh process.
     *
     * @param init from the start of the process until its runtime asked for the event
     * @param first the first invocation, from then to its answer
     * @param peakMemory in bytes after it; empty if this system does not say
     */
    record ColdStart(Duration init, Duration first, OptionalLong peakMemory) {

        Duration total() {
            return init.plus(first);
        }
    }

    /**
     * The invocations of one warm process.
     *
     * @param peakMemory in bytes after them; empty if this system does not say
     */
    record Warm(List<Duration> invocations, OptionalLong peakMemory) {}
}
