package dev.streamecho.trigger.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A tumbling window of a shard that is open.
 *
 * @param start the first moment in it
 * @param end the first moment after it
 * @param state what the last response said as JSON, {@code {}} at first
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Tumbling windows</a>
 */
record TumblingWindow(Instant start, Instant end, String state) {
    private static final int STATE_LIMIT_BYTES = 1024 * 1024;

    static TumblingWindow containing(Instant arrival, Duration length) {
        long seconds = length.toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(arrival.getEpochSecond(), seconds) * seconds);
        return new TumblingWindow(start, start.plus(length), "{}");
    }

    boolean endsBy(Instant time) {
        return !time.isBefore(end);
    }

    int stateBytes() {
        return state.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns whether its state is over the limit, so that it ends early. */
    boolean isOverfull() {
        return stateBytes() > STATE_LIMIT_BYTES;
    }

    TumblingWindow with(String newState) {
        return new TumblingWindow(start, end, newState);
    }
}
