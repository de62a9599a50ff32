package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a mapping is in a shard.
 *
 * @param mapping the mapping's logical id
 * @param position the last sequence number before which everything is done, or {@code TRIM_HORIZON} or {@code LATEST} before
 *     the first
 * @param lagRecords how many records were read and are not done
 * @param isMoreUnread whether more than these may be in the stream: nothing is read until some of them are done
 * @param oldestOpen when the oldest of them was written: its age is the lag in time; empty without any
 * @param blockedBy the batch that the others wait for, if its last attempt failed; with a {@code ParallelizationFactor}, the first
 *     such one
 * @param nextAttemptAt when that one is tried next, unless it is tried now
 * @param isFinished whether it was read to its end, and all of it is done
 */
public record ShardStatus(
        String mapping,
        String shardId,
        String position,
        int lagRecords,
        boolean isMoreUnread,
        Optional<Instant> oldestOpen,
        Optional<Long> blockedBy,
        Optional<Instant> nextAttemptAt,
        boolean isFinished) {}
