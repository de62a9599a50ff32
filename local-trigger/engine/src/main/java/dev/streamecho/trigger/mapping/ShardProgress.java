package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.EventStream.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a mapping is in a shard.
 *
 * @param mapping the mapping's logical id
 * @param shardId the shard
 * @param position where it would continue after a stop: everything before is handled, filtered or discarded
 * @param open how many records were read and are not done, or are done after one that is not
 * @param oldestOpen when the first of them was written; empty if there is none
 * @param isPaused whether no more is read until some of them are done
 * @param isFinished whether the shard was read to its end, and all of it is done
 * @param at when
 */
public record ShardProgress(
        String mapping,
        String shardId,
        Position position,
        int open,
        Optional<Instant> oldestOpen,
        boolean isPaused,
        boolean isFinished,
        Instant at) {

    /** Returns whether the other tells the same, if later. */
    boolean isLike(ShardProgress other) {
        return position.equals(other.position)
                && open == other.open
                && oldestOpen.equals(other.oldestOpen)
                && isPaused == other.isPaused
                && isFinished == other.isFinished;
    }
}
