package dev.streamecho.trigger.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is kept of a mapping. Guarded by the journal. */
final class MappingEntry {
    final Map<String, ShardEntry> shards = new LinkedHashMap<>();
    private final ShardEntry queue = new ShardEntry(this, Optional.empty());

    final Seconds seconds = new Seconds();

    JournaledMapping mapping;

    EventCounter counter = new EventCounter();

    MappingEntry(JournaledMapping mapping) {
        this.mapping = mapping;
    }

    ShardEntry shard(String shardId) {
        ShardEntry known = shards.get(shardId);
        if (known == null) {
            known = new ShardEntry(this, Optional.of(shardId));
            shards.put(shardId, known);
        }
        return known;
    }

    /** Where the messages of a mapping on a queue are. */
    ShardEntry queue() {
        return queue;
    }

    /** How many records were read of all shards, and are not done. */
    int lag() {
        int lag = 0;
        for (ShardEntry shard : shards.values()) {
            lag += shard.progress == null ? shard.open.size() : shard.progress.open();
        }
        return lag;
    }
}
