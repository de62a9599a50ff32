package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.Shard;
import java.util.List;
import java.util.function.Predicate;

/** How far a stream is read. */
enum StreamState {
    /** More may be written to it. */
    OPEN,
    /** All its shards are closed, and something in them is not handled yet. */
    CLOSED,
    /** All its shards are closed and handled to their ends. */
    HANDLED,
    /** The service does not give it: it may be gone. */
    REFUSED;

    /**
     * Returns the state of a stream with these shards.
     *
     * @param finished whether the shard with an id is handled to its end
     */
    static StreamState of(List<Shard> shards, Predicate<String> finished) {
        if (!shards.stream().allMatch(Shard::closed)) {
            return OPEN;
        }
        return shards.stream().map(Shard::id).allMatch(finished) ? HANDLED : CLOSED;
    }
}
