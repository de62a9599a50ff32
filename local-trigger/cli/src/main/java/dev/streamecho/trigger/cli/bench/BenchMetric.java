package dev.streamecho.trigger.cli.bench;

import dev.streamecho.trigger.cli.bench.BenchResult.ColdStart;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a bench measures of a function, each with its name on the screen and in JSON. */
enum BenchMetric {
    INIT("init, ms", "initMillis", result -> medianMillis(result, ColdStart::init)),
    FIRST_INVOCATION("first invocation, ms", "firstInvocationMillis", result -> medianMillis(result, ColdStart::first)),
    COLD_TOTAL("cold total, ms", "coldTotalMillis", result -> medianMillis(result, ColdStart::total)),
    COLD_MEMORY(
            "memory after it, MB",
            "coldMemoryMegabytes",
            result -> Figure.median(
                    result.coldStarts().stream().map(ColdStart::peakMemory).flatMap(BenchMetric::megabytes))),
    WARM_P50("warm p50, ms", "warmP50Millis", result -> Figure.median(warmMillis(result))),
    WARM_P99("warm p99, ms", "warmP99Millis", result -> Figure.percentile(99, warmMillis(result))),
    PEAK_MEMORY(
            "peak memory, MB",
            "peakMemoryMegabytes",
            result -> Figure.alone(megabytes(result.warm().peakMemory())));

    private final String title;
    private final String key;
    private final Function<BenchResult, Optional<Figure>> figure;

    BenchMetric(String title, String key, Function<BenchResult, Optional<Figure>> figure) {
        this.title = title;
        this.key = key;
        this.figure = figure;
    }

    String title() {
        return title;
    }

    String key() {
        return key;
    }

    /** Returns the figure of a function; empty if it was not measured. */
    Optional<Figure> of(BenchResult result) {
        return figure.apply(result);
    }

    private static Optional<Figure> medianMillis(BenchResult result, Function<ColdStart, Duration> part) {
        return Figure.median(result.coldStarts().stream().map(part).map(BenchMetric::millis));
    }

    private static Stream<Double> warmMillis(BenchResult result) {
        return result.warm().invocations().stream().map(BenchMetric::millis);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static Stream<Double> megabytes(OptionalLong bytes) {
        return bytes.stream().mapToObj(number -> number / (1024.0 * 1024));
    }
}
