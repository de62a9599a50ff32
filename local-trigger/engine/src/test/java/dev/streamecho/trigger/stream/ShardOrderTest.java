package dev.streamecho.trigger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardOrderTest {

    @Test
    void everyShardIsAfterItsParent() {
        Shard child = shard("b", "a");
        Shard grandchild = shard("c", "b");
        Shard otherChild = shard("d", "a");
        Shard parent = shard("a", "gone");

        assertThat(ShardOrder.parentsFirst(List.of(grandchild, otherChild, child, parent)))
                .containsExactly(parent, child, grandchild, otherChild);
    }

    @Test
    void whatIsInOrderStaysInOrder() {
        List<Shard> shards = List.of(shard("b", "gone"), shard("a", "gone"), shard("c", "a"));

        assertThat(ShardOrder.parentsFirst(shards)).isEqualTo(shards);
    }

    private static Shard shard(String id, String parentId) {
        return new Shard(id, Optional.of(parentId), false);
    }
}
