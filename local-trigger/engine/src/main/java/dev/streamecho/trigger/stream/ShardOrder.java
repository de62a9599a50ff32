package dev.streamecho.trigger.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts shards in an order in which they can be read. */
final class ShardOrder {

    private ShardOrder() {}

    /** Returns the shards, each after its parent; otherwise in the order given. */
    static List<Shard> parentsFirst(List<Shard> shards) {
        Map<String, Shard> left = new LinkedHashMap<>();
        shards.forEach(shard -> left.put(shard.id(), shard));
        List<Shard> ordered = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            takeWithAncestors(shard, left, ordered);
        }
        return ordered;
    }

    private static void takeWithAncestors(Shard youngest, Map<String, Shard> left, List<Shard> ordered) {
        List<Shard> line = new ArrayList<>();
        Shard shard = left.remove(youngest.id());
        while (shard != null) {
            line.add(0, shard);
            shard = shard.parentId().map(left::remove).orElse(null);
        }
        ordered.addAll(line);
    }
}
