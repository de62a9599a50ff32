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
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id")
                    .maximumBatchingWindow(Duration.ofSeconds(1))
                    .timeToLive("expiresAt"))
            .handler(Map.class, (event, context) -> {
                context.getLogger().log(event.toString());
                return null;
            })
            .realTime()
            .patience(Duration.ofMinutes(5))
            .build();

    @Test
    void aWindowIsWaitedFor(StreamTest.Table orders) {
        Instant before = Instant.now();
        orders.put(Map.of("id", "1"));
        Instant after = Instant.now();
        STREAM.awaitIdle();

        Change change = STREAM.changes(Fate.HANDLED).get(0);
        assertThat(change.writtenAt()).isBetween(before, after);
        assertThat(STREAM.invocations().get(0).at())
                .isBetween(change.writtenAt().plusSeconds(1), Instant.now());
    }

    @Test
    void whatExpiresIsDeletedAtItsSecond(StreamTest.Table orders) {
        long expiry = Instant.now().getEpochSecond() + 1;
        orders.put(Map.of("id", "1", "expiresAt", expiry));
        STREAM.advance(Duration.ofMillis(1_100));
        assertThat(orders.items()).isEmpty();

        STREAM.awaitIdle();

        assertThat(STREAM.changes(Fate.HANDLED)).extracting(Change::eventName).containsExactly("INSERT", "REMOVE");
        assertThat(STREAM.invocations())
                .anySatisfy(invocation -> assertThat(invocation.log())
                        .anySatisfy(line -> assertThat(line).contains("principalId=dynamodb.amazonaws.com")));
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
