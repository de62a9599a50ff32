package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;

/**
 * A mapping second by second, for a plot.
 *
 * @param from the first second
 * @param handled how many records were handled in each
 * @param latencyMillis the longest time from the write of a record to its first call, of those that were called in each; 0 without any
 * @param lag how many records were read and not done at its end
 */
public record Series(Instant from, List<Integer> handled, List<Integer> latencyMillis, List<Integer> lag) {

    /** Makes a series; the lists are copied. */
    public Series {
        handled = List.copyOf(handled);
        latencyMillis = List.copyOf(latencyMillis);
        lag = List.copyOf(lag);
    }
}
