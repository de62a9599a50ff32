package dev.streamecho.trigger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.bench.BenchResult.ColdStart;
import dev.streamecho.trigger.cli.bench.BenchResult.Warm;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final BenchResult FLOOR = new BenchResult(
            "Floor",
            List.of(start(100, 2, 40), start(110, 4, 42), start(104, 3, 41), start(300, 50, 43), start(102, 2, 40)),
            new Warm(millis(IntStream.rangeClosed(1, 101)), OptionalLong.of(50 << 20)));

    private static final BenchResult TWICE = new BenchResult(
            "Twice",
            List.of(new ColdStart(Duration.ofMillis(208), Duration.ofMillis(6), OptionalLong.empty())),
            new Warm(millis(IntStream.of(102)), OptionalLong.empty()));

    @Test
    void hasMediansTheirQuartilesAndRatiosToTheFirstFunction() {
        assertThat(BenchTable.of(List.of(FLOOR, TWICE))).containsExactly("""
                |                      | Floor               | Twice                       |
                |----------------------|---------------------|-----------------------------|
                | init, ms             | 104 (102 to 110)    | 208 (208 to 208), 2.00 x    |
                | first invocation, ms | 3.00 (2.00 to 4.00) | 6.00 (6.00 to 6.00), 2.00 x |
                | cold total, ms       | 107 (104 to 114)    | 214 (214 to 214), 2.00 x    |
                | memory after it, MB  | 41.0 (40.0 to 42.0) | not measured                |
                | warm p50, ms         | 51.0 (26.0 to 76.0) | 102 (102 to 102), 2.00 x    |
                | warm p99, ms         | 100                 | 102, 1.02 x                 |
                | peak memory, MB      | 50.0                | not measured                |
                """.split("\n"));
    }

    private static ColdStart start(int init, int first, int megabytes) {
        return new ColdStart(
                Duration.ofMillis(init), Duration.ofMillis(first), OptionalLong.of((long) megabytes << 20));
    }

    private static List<Duration> millis(IntStream millis) {
        return millis.mapToObj(Duration::ofMillis).toList();
    }
}
