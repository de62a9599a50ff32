package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A machine that is busy takes 6 ms between any two looks at the clock. */
    @Test
    void whatIsDueAtTheEndOfAnAdvanceHappensHoweverSlowTheMachineIs() {
        Duration between = Duration.ofMillis(6);
        List<Instant> looks = new ArrayList<>(List.of(Instant.EPOCH));
        List<Instant> movedTo = new ArrayList<>();
        LocalStack slow = (LocalStack) Proxy.newProxyInstance(
                LocalStack.class.getClassLoader(),
                new Class<?>[] {LocalStack.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "now" -> {
                        looks.add(looks.get(looks.size() - 1).plus(between));
                        yield looks.get(looks.size() - 1);
                    }
                    case "moveTo" -> movedTo.add((Instant) arguments[0]);
                    case "step" -> false;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        FunctionHandlers none = new FunctionHandlers(Map.of(), Set.of(), false);
        HandlerCalls calls = new HandlerCalls(none, Duration.ofMinutes(5));

        new RealTime(slow, new Steps(slow, new TestHost(none, calls), calls, Duration.ofMinutes(5)))
                .advance(Duration.ofMillis(10));

        Instant end = looks.get(1).plusMillis(10);
        assertThat(movedTo.get(movedTo.size() - 1)).isAfterOrEqualTo(end);
        calls.close();
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
