package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeedTest {
    @RegisterExtension
    final StreamTest seven = withSeed(7);

    @RegisterExtension
    final StreamTest sevenAgain = withSeed(7);

    @RegisterExtension
    final StreamTest eight = withSeed(8);

    private static StreamTest withSeed(long seed) {
        return StreamTest.builder(TableMapping.ofTable("Orders", "id")
                        .parallelizationFactor(10)
                        .maximumRetryAttempts(3))
                .handler(Map.class, (event, context) -> null)
                .seed(seed)
                .build();
    }

    @Test
    void theOrderOfConcurrentLanesIsThatOfTheSeed() {
        List<String> order = orderOf(seven);

        assertThat(order).hasSize(20).isNotEqualTo(orderOf(eight)).containsExactlyElementsOf(orderOf(sevenAgain));
    }

    private static List<String> orderOf(StreamTest stream) {
        for (int i = 0; i < 20; i++) {
            stream.table().put(Map.of("id", String.valueOf(i)));
        }
        stream.awaitIdle();
        return stream.handled();
    }
}
