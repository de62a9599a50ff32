package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.ChangeRecord;
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

    /** Returns the one of the live batches that has so many records, from one to another; null if there is none. */
    @Nullable
    BatchEntry find(int size, String firstId, String lastId) {
        for (BatchEntry batch : live) {
            if (batch.numbers.length == size && batch.firstId.equals(firstId) && batch.lastId.equals(lastId)) {
                return batch;
            }
        }
        return null;
    }

    @Nullable
    BatchEntry find(BatchEntry.Content content) {
        return find(content.numbers().length, content.firstId(), content.lastId());
    }

    @Nullable
    BatchEntry find(List<ChangeRecord> records) {
        return records.isEmpty()
                ? find(0, "", "")
                : find(records.size(), idOf(records.get(0)), idOf(records.get(records.size() - 1)));
    }

    private static String idOf(ChangeRecord record) {
        return record.sequenceNumber().digits();
    }

    void finish(BatchEntry batch, BatchRow.State state) {
        batch.state = state;
        live.remove(batch);
    }
}
