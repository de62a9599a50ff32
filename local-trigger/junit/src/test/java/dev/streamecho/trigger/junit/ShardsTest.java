package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShardsTest {
    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
            .handler(Map.class, (event, context) -> null)
            .build();

    @Test
    void aShardIsDoneBeforeThoseThatItWasSplitInto(StreamTest.Table orders) {
        STREAM.nextCall().fails();
        orders.put(item("1"), item("2"));
        orders.splitShards();
        orders.put(item("3"), item("4"), item("5"), item("6"));
        STREAM.awaitIdle();

        List<Invocation> calls = STREAM.invocations();
        String first = calls.get(0).shardId();
        assertThat(calls)
                .extracting(Invocation::shardId, Invocation::keys, Invocation::result)
                .containsExactly(
                        tuple(first, List.of("1", "2"), Invocation.Result.ERROR),
                        tuple(first, List.of("1", "2"), Invocation.Result.SUCCESS),
                        tuple(first + "-0", List.of("4", "6"), Invocation.Result.SUCCESS),
                        tuple(first + "-1", List.of("3", "5"), Invocation.Result.SUCCESS));
    }

    @Test
    void theChangesOfAnItemStayInOneShard(StreamTest.Table orders) {
        orders.splitShards();
        orders.splitShards();
        for (int version = 1; version <= 3; version++) {
            for (String id : List.of("1", "2", "3", "4", "5", "6", "7", "8")) {
                orders.put(Map.of("id", id, "version", version));
            }
        }
        STREAM.awaitIdle();

        assertThat(STREAM.invocations())
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.keys()).hasSize(6));
        assertThat(STREAM.handled()).hasSize(24);
    }

    @Test
    void aCheckpointPassesWhatIsDone(StreamTest.Table orders) {
        assertThat(STREAM.checkpoints()).isEmpty();

        STREAM.nextCall().fails();
        orders.put(item("1"), item("2"));
        STREAM.advance(Duration.ZERO);
        assertThat(STREAM.checkpoints()).extracting(Checkpoint::after).containsExactly(Optional.empty());

        STREAM.awaitIdle();
        assertThat(STREAM.checkpoints()).singleElement().satisfies(checkpoint -> {
            assertThat(checkpoint.mapping()).isEqualTo("Mapping");
            assertThat(checkpoint.after()).map(Change::key).contains("2");
        });
    }

    private static Map<String, String> item(String id) {
        return Map.of("id", id);
    }
}
