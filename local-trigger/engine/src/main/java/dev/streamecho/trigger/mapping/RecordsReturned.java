package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the records that an invocation has not handled.
 *
 * @param mapping the mapping's logical id
 * @param shardId where they were read
 * @param parts the batches that they are now, in the order of the shard: the same batch again, its two halves, or what a
 *     partial response left of it
 * @param until when the first of them is due; empty if it is at once, or discarded
 * @param at when that was decided
 */
public record RecordsReturned(
        String mapping, String shardId, List<List<ChangeRecord>> parts, Optional<Instant> until, Instant at) {

    public RecordsReturned {
        parts = List.copyOf(parts);
    }
}
