package dev.streamecho.bench.junit;

import java.time.Duration;
import java.util.Locale;

/** Measures from when it was made, by the clock and of the processors. */
final class Watch {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Duration processors = processors();
    private final long startNanos = System.nanoTime();

    /** Prints what it took each of some times. */
    void print(String what, int times) {
        double clock = (System.nanoTime() - startNanos) / NANOS_PER_MILLI / times;
        double ofProcessors = processors().minus(processors).toNanos() / NANOS_PER_MILLI / times;
        System.out.printf(Locale.ROOT, "%s|%.2f|%.2f%n", what, clock, ofProcessors);
    }

    /** The JVM's own bean would have to be loaded. */
    private static Duration processors() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
