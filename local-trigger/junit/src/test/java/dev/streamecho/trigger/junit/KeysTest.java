package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeysTest {
    @RegisterExtension
    final StreamTest withSortKey = StreamTest.builder(
                    TableMapping.ofTable("Lines", "order").sortKey("line"))
            .handler(Map.class, (event, context) -> null)
            .build();

    @RegisterExtension
    final StreamTest withNumber = StreamTest.builder(
                    Templates.write(Templates.temporaryFolder(), "N", "Handler: given.by.The.Test"))
            .handler(Map.class, (event, context) -> null)
            .build();

    @Test
    void aSortKeyIsBehindASlash() {
        StreamTest.Table lines = withSortKey.table();
        lines.put(Map.of("order", "1", "line", "a"), Map.of("order", "1", "line", "b"));
        lines.update(Map.of("order", "1", "line", "a"), Map.of("amount", 2));
        lines.delete(Map.of("order", "1", "line", "b"));
        withSortKey.awaitIdle();

        assertThat(withSortKey.handled()).containsExactly("1/a", "1/b", "1/a", "1/b");
        assertThat(lines.item(Map.of("order", "1", "line", "a"))).isPresent();
    }

    @Test
    void aNumberIsAKeyToo() {
        StreamTest.Table orders = withNumber.table();
        orders.put(Map.of("id", 17));
        withNumber.awaitIdle();

        assertThat(withNumber.handled()).containsExactly("17");
        assertThat(orders.item(Map.of("id", 17))).isPresent();
    }
}
