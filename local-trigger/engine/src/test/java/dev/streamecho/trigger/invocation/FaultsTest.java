package dev.streamecho.trigger.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Instant now = Instant.parse("2026-01-15T09:30:00Z");
    private final Faults faults = new Faults(() -> now);
    private int calls;

    private Outcome invoke() throws InterruptedException {
        return faults.invoke(this::call, TIMEOUT).outcome();
    }

    private Invocation call() {
        calls++;
        return new Invocation("id", now, Duration.ZERO, Optional.empty(), new Success(new byte[0]));
    }

    @Test
    void withoutFaultsTheFunctionIsCalled() throws Exception {
        assertThat(invoke()).isInstanceOf(Success.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void asManyCallsFailAsWereSaid() throws Exception {
        faults.add(new Fault.Fails("no stock"), 2);
        assertThat(invoke()).isEqualTo(new FunctionError("InjectedFault", "no stock"));
        assertThat(invoke()).isEqualTo(new FunctionError("InjectedFault", "no stock"));
        assertThat(calls).isZero();
        assertThat(invoke()).isInstanceOf(Success.class);
    }

    @Test
    void faultsComeInTheOrderInWhichTheyWereSaid() throws Exception {
        faults.add(new Fault.TimesOut(false), 1);
        faults.add(new Fault.Throttled(), 1);
        assertThat(invoke()).isEqualTo(new TimedOut(TIMEOUT));
        assertThat(invoke()).isEqualTo(new NotReached("Rate Exceeded."));
        assertThat(faults.pending().next()).isEmpty();
    }

    @Test
    void aCallThatComesTwiceCallsTheFunctionTwice() throws Exception {
        faults.add(new Fault.Twice(), 1);
        assertThat(invoke()).isInstanceOf(Success.class);
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void throttlingEndsWithItsTimeAndComesBeforeOtherFaults() throws Exception {
        faults.add(new Fault.Fails("later"), 1);
        faults.throttle(Duration.ofSeconds(30));
        assertThat(invoke()).isInstanceOf(NotReached.class);
        now = now.plusSeconds(29);
        assertThat(invoke()).isInstanceOf(NotReached.class);
        now = now.plusSeconds(1);
        assertThat(invoke()).isInstanceOf(FunctionError.class);
        assertThat(invoke()).isInstanceOf(Success.class);
    }

    @Test
    void whatIsForgottenDoesNotHappen() throws Exception {
        faults.add(new Fault.Fails("no"), 3);
        faults.throttle(Duration.ofSeconds(30));
        faults.clear();
        assertThat(invoke()).isInstanceOf(Success.class);
    }

    @Test
    void aWaitingTimeoutTakesAsLongAsTheTimeout() throws Exception {
        faults.add(new Fault.TimesOut(true), 1);
        Duration timeout = Duration.ofMillis(20);
        long start = System.nanoTime();
        Invocation invocation = faults.invoke(this::call, timeout);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
        assertThat(invocation.duration()).isEqualTo(timeout);
    }

    @Test
    void noCallsAreAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.add(new Fault.Throttled(), 0))
                .withMessage("calls is 0; use 1 or more");
    }
}
