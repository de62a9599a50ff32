package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * One tumbling window of a shard as an invocation sees it.
 *
 * @param start the first moment in it
 * @param end the first moment behind it
 * @param state what the last response said, {@code {}} at first
 * @param isFinal whether this is the window's last invocation
 * @param isTerminatedEarly whether it ends because its state grew over 1 MB
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Tumbling windows</a>
 */
record TumblingWindow(Instant start, Instant end, JsonNode state, boolean isFinal, boolean isTerminatedEarly) {
    private static final int STATE_LIMIT_BYTES = 1024 * 1024;

    static TumblingWindow containing(Instant arrival, Duration length) {
        long seconds = length.toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(arrival.getEpochSecond(), seconds) * seconds);
        return new TumblingWindow(start, start.plus(length), JsonNodeFactory.instance.objectNode(), false, false);
    }

    boolean endsBy(Instant time) {
        return !time.isBefore(end);
    }

    boolean isOverfull() {
        return state.toString().getBytes(StandardCharsets.UTF_8).length > STATE_LIMIT_BYTES;
    }

    TumblingWindow with(JsonNode newState) {
        return new TumblingWindow(start, end, newState, isFinal, isTerminatedEarly);
    }

    TumblingWindow last() {
        return new TumblingWindow(start, end, state, true, isOverfull());
    }

    /** The same stretch of time after it was ended early: with an empty state. */
    TumblingWindow again() {
        return new TumblingWindow(start, end, JsonNodeFactory.instance.objectNode(), false, false);
    }
}
