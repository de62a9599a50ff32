package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.ShardProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a shard that a mapping reads, or of its queue. Guarded by the journal. */
final class ShardEntry {
    final MappingEntry mapping;

    /** Empty of a queue. */
    final Optional<String> id;

    /** What is not handled, filtered or discarded, by id. */
    final Map<String, RecordEntry> open = new HashMap<>();

    /** The batches to which something more will happen, in the order in which they were made. */
    final List<BatchEntry> live = new ArrayList<>(2);

    @Nullable
    ShardProgress progress;

    ShardEntry(MappingEntry mapping, Optional<String> id) {
        this.mapping = mapping;
        this.id = id;
    }

    /** Returns the one of the live batches that has these records. */
    @Nullable
    BatchEntry find(BatchEntry.Content content) {
        for (BatchEntry batch : live) {
            if (content.isOf(batch)) {
                return batch;
            }
        }
        return null;
    }

    void finish(BatchEntry batch, BatchRow.State state) {
        batch.state = state;
        live.remove(batch);
    }
}
