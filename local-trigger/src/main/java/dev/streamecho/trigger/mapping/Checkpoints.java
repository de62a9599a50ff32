package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.EventStream.Position;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for each shard of one mapping's stream where to go on. It is thread-safe. */
public interface Checkpoints {

    /** Whether this mapping has read this stream before. */
    boolean exist();

    /** Whether they are still there when this process was killed. */
    boolean outlastProcess();

    /** Where to go on in a shard; empty if the shard was not seen yet. */
    Optional<Checkpoint> of(String shardId);

    /** Keeps the checkpoint of a shard; it is in place when the call returns. */
    void save(String shardId, Checkpoint checkpoint);

    /** Where a shard stands. */
    sealed interface Checkpoint {

        /** Go on at the position. */
        record At(Position position) implements Checkpoint {}

        /** Everything in the shard was handled, and nothing more will come. */
        record ShardEnd() implements Checkpoint {}
    }

    /** Checkpoints that last as long as this process. */
    static Checkpoints inMemory() {
        return new Checkpoints() {
            private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

            @Override
            public boolean exist() {
                return !byShard.isEmpty();
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
