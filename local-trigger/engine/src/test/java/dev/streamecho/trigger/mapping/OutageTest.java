package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final List<String> lines = new ArrayList<>();
    private final Outage outage = new Outage(lines::add);

    @Test
    void isToldOnceForAllShards() {
        outage.begin("shard 1", "connection refused");
        outage.begin("shard 2", "connection refused");
        outage.begin("shard 1", "connection refused");
        assertThat(lines).containsExactly("the stream cannot be read, trying again: connection refused");

        outage.end("shard 1");
        assertThat(lines).hasSize(1);

        outage.end("shard 2");
        assertThat(lines).hasSize(2).last().isEqualTo("the stream can be read again");
    }

    @Test
    void theNextOneIsToldAgain() {
        outage.begin("shard", "throttled");
        outage.end("shard");
        outage.begin("shard", "throttled");

        assertThat(lines).hasSize(3);
    }

    @Test
    void whatWorksIsNotTold() {
        outage.end("shard");

        assertThat(lines).isEmpty();
    }
}
