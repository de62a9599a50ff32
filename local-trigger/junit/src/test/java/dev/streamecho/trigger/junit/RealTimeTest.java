package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RealTimeTest {
    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(
                    TableMapping.ofTable("Orders", "id").maximumBatchingWindow(Duration.ofSeconds(1)))
            .handler(Map.class, (event, context) -> null)
            .realTime()
            .build();

    @Test
    void aWindowIsWaitedFor(StreamTest.Table orders) {
        Instant before = Instant.now();
        orders.put(Map.of("id", "1"));
        STREAM.advance(Duration.ofMillis(20));
        assertThat(STREAM.waiting()).containsExactly("1");

        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1");
        assertThat(Instant.now()).isAfterOrEqualTo(before.plusSeconds(1));
        assertThat(STREAM.changes(Fate.HANDLED).get(0).writtenAt()).isBetween(before, before.plusSeconds(1));
    }

    @Test
    void itsClockCannotBeSet() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StreamTest.builder("template.yaml")
                        .realTime()
                        .startingAt(Instant.EPOCH)
                        .build())
                .withMessage("realTime() takes the time of day, which startingAt(…) cannot set: leave one of them out");
    }
}
