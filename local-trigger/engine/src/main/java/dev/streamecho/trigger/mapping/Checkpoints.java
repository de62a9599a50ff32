package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for each shard of one mapping's stream where to continue. Implementations are thread-safe. */
public interface Checkpoints {

    /** Returns the shards that have a checkpoint; none if this mapping has not read this stream before. */
    Set<String> shardIds();

    /** Returns whether they are still there after this process was killed. */
    boolean outlastProcess();

    /** Returns whether the mapping has read other streams of the table, whether or not it has read this one. */
    default boolean areOfOtherStreamsToo() {
        return false;
    }

    /** Returns when an earlier process saved the checkpoint of a shard; empty if none did. */
    default Optional<Instant> savedAt(String shardId) {
        return Optional.empty();
    }

    /** Returns where to continue in a shard; empty if the shard was not seen yet. */
    Optional<Checkpoint> of(String shardId);

    /** Returns whether the shard was handled to its end. */
    default boolean isFinished(String shardId) {
        return of(shardId).orElse(null) instanceof Checkpoint.ShardEnd;
    }

    /**
     * Keeps the checkpoint of a shard in the place of the one before; it is in place when the call returns.
     *
     * @throws IOException if it could not be saved; the mapping retries and the shard waits
     */
    void save(String shardId, Checkpoint checkpoint) throws IOException;

    /** Checkpoints that last as long as this process. */
    static Checkpoints inMemory() {
        return new Checkpoints() {
            private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

            @Override
            public Set<String> shardIds() {
                return Set.copyOf(byShard.keySet());
            }

            @Override
            public boolean outlastProcess() {
                return false;
            }

            @Override
            public Optional<Checkpoint> of(String shardId) {
                return Optional.ofNullable(byShard.get(shardId));
            }

            @Override
            public void save(String shardId, Checkpoint checkpoint) {
                byShard.put(shardId, checkpoint);
            }
        };
    }
}
