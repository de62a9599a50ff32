package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One shard of a {@link TestStream}: open, or split into two. */
final class TestShard {
    private final String id;
    private final Optional<String> parentId;
    private final int depth;
    private final List<ChangeRecord> records = new ArrayList<>();
    private List<TestShard> children = List.of();

    private TestShard(String id, Optional<String> parentId, int depth) {
        this.id = id;
        this.parentId = parentId;
        this.depth = depth;
    }

    /** Makes the one that all others come of. */
    static TestShard first(String id) {
        return new TestShard(id, Optional.empty(), 0);
    }

    String id() {
        return id;
    }

    boolean isOpen() {
        return children.isEmpty();
    }

    Shard description() {
        return new Shard(id, parentId, !isOpen());
    }

    List<TestShard> split() {
        children = List.of(child("0"), child("1"));
        return children;
    }

    private TestShard child(String name) {
        return new TestShard(id + "-" + name, Optional.of(id), depth + 1);
    }

    /** Adds a record here, or to the shard that this one has become, which is always the same for an item. */
    void add(ChangeRecord record) {
        if (isOpen()) {
            records.add(record);
        } else {
            int bit = record.itemKey().hashCode() >>> depth & 1;
            children.get(bit).add(record);
        }
    }

    List<ChangeRecord> records(int from, int limit) {
        return List.copyOf(records.subList(from, Math.min(records.size(), from + limit)));
    }

    /** Returns whether nothing will ever be there. */
    boolean endsAt(int index) {
        return !isOpen() && index == records.size();
    }
}
