package dev.streamecho.trigger.mapping;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Runs a shard's processor through many histories of writes, reads, invocations, stops and crashes, each made from a seed,
 * and checks every step against a model of what the rules allow.
 */
class RandomHistoriesTest {
    private static final int HISTORIES = 10_000;

    @Test
    void everyHistoryKeepsTheRules() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            try {
                new RandomHistory(seed, Optional.empty()).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + traceOf(seed), e);
            }
        }
    }

    /** Plays a history again, which breaks the same rule, for what led to it. */
    private static String traceOf(long seed) {
        StringBuilder trace = new StringBuilder();
        try {
            new RandomHistory(seed, Optional.of(trace)).play();
        } catch (AssertionError | RuntimeException e) {
            trace.append(e);
        }
        return trace.toString();
    }
}
