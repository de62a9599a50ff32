package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceNoticesTest {
    private final List<String> lines = new ArrayList<>();
    private final SourceNotices notices = new SourceNotices("stream", lines::add);

    @Test
    void anOutageIsReportedOnceForAllShards() {
        notices.failed("shard 1", "connection refused");
        notices.failed("shard 2", "connection refused");
        notices.failed("shard 1", "connection refused");
        assertThat(lines).containsExactly("the stream cannot be read, retrying: connection refused");

        notices.succeeded("shard 1");
        assertThat(lines).hasSize(1);

        notices.succeeded("shard 2");
        assertThat(lines).hasSize(2).last().isEqualTo("the stream can be read again");
    }

    @Test
    void theNextOutageIsReportedAgain() {
        notices.failed("shard", "throttled");
        notices.succeeded("shard");
        notices.failed("shard", "throttled");

        assertThat(lines).hasSize(3);
    }

    @Test
    void whatWorksIsNotReported() {
        notices.succeeded("shard");

        assertThat(lines).isEmpty();
    }
}
