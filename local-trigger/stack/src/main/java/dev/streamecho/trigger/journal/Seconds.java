package dev.streamecho.trigger.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The last ten minutes of a mapping, second by second. This class is not thread-safe. */
final class Seconds {
    private static final int LENGTH = 600;

    private final int[] handled = new int[LENGTH];
    private final int[] latencyMillis = new int[LENGTH];
    private final int[] lag = new int[LENGTH];

    /** The newest second that has something; 0 before the first. */
    private long newest;

    private int lagNow;

    /** Records were called; these many of them need nothing more. */
    void called(Instant at, int done, Duration longestLatency) {
        int second = at(at);
        handled[second] += done;
        latencyMillis[second] =
                (int) Math.max(latencyMillis[second], Math.min(longestLatency.toMillis(), Integer.MAX_VALUE));
    }

    void lags(Instant at, int records) {
        lagNow = records;
        lag[at(at)] = records;
    }

    /** A clock that was set back adds to the newest second. */
    private int at(Instant at) {
        advance(at.getEpochSecond());
        return (int) (newest % LENGTH);
    }

    private void advance(long second) {
        if (newest == 0 || second - newest >= LENGTH) {
            Arrays.fill(handled, 0);
            Arrays.fill(latencyMillis, 0);
            Arrays.fill(lag, lagNow);
            newest = second;
            return;
        }
        while (newest < second) {
            newest++;
            int next = (int) (newest % LENGTH);
            handled[next] = 0;
            latencyMillis[next] = 0;
            lag[next] = lagNow;
        }
    }

    Series until(Instant now) {
        advance(Math.max(now.getEpochSecond(), newest));
        long first = newest - LENGTH + 1;
        return new Series(
                Instant.ofEpochSecond(first), from(first, handled), from(first, latencyMillis), from(first, lag));
    }

    private static List<Integer> from(long first, int[] ring) {
        return IntStream.range(0, LENGTH)
                .mapToObj(i -> ring[(int) ((first + i) % LENGTH)])
                .toList();
    }
}
