package dev.streamecho.trigger.invocation;

import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What is to happen to the next calls of one function. While there is nothing, a call costs the read of one field. This class is
 * thread-safe.
 */
public final class Faults {
    /** The class that AWS's fault injection lets a call fail with is its own; this is any. */
    private static final String ERROR_TYPE = "InjectedFault";

    private final InstantSource clock;

    // Guarded by this.
    private final Queue<Fault> next = new ArrayDeque<>();
    private Optional<Instant> throttledUntil = Optional.empty();

    private volatile boolean areSome;

    /**
     * What is to happen.
     *
     * @param next to the next calls, one after the other
     * @param throttledUntil until when every call is throttled, if they are
     */
    public record Pending(List<Fault> next, Optional<Instant> throttledUntil) {}

    /** A call of the function. */
    @FunctionalInterface
    public interface Call {

        /** Makes it. */
        Invocation make() throws InterruptedException;
    }

    /** Lets everything happen as it would. */
    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds what is to happen to calls, after what was added before.
     *
     * @param calls how many, 1 or more
     */
    public synchronized void add(Fault fault, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls is %d; use 1 or more".formatted(calls));
        }
        for (int i = 0; i < calls; i++) {
            next.add(fault);
        }
        areSome = true;
    }

    /** Lets every call be throttled for that long, before what is to happen to the next ones. */
    public synchronized void throttle(Duration time) {
        throttledUntil = Optional.of(clock.instant().plus(time));
        areSome = true;
    }

    /** Lets everything happen as it would. */
    public synchronized void clear() {
        next.clear();
        throttledUntil = Optional.empty();
        areSome = false;
    }

    /** Returns what is to happen. */
    public synchronized Pending pending() {
        forgetPastThrottling();
        return new Pending(List.copyOf(next), throttledUntil);
    }

    /**
     * Makes a call, or what is to happen in place of it.
     *
     * @param timeout the function's {@code Timeout}
     */
    public Invocation invoke(Call call, Duration timeout) throws InterruptedException {
        Optional<Fault> taken = areSome ? take() : Optional.empty();
        if (taken.isEmpty()) {
            return call.make();
        }
        Fault fault = taken.get();
        if (fault instanceof Fault.Fails fails) {
            return ended(new FunctionError(ERROR_TYPE, fails.message()), Duration.ZERO);
        }
        if (fault instanceof Fault.TimesOut timesOut) {
            Duration duration = timesOut.isWaiting() ? timeout : Duration.ZERO;
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            return ended(new TimedOut(timeout), duration);
        }
        if (fault instanceof Fault.Throttled) {
            return ended(NotReached.THROTTLED, Duration.ZERO);
        }
        call.make();
        return call.make();
    }

    private synchronized Optional<Fault> take() {
        forgetPastThrottling();
        Optional<Fault> taken =
                throttledUntil.isPresent() ? Optional.of(new Fault.Throttled()) : Optional.ofNullable(next.poll());
        areSome = throttledUntil.isPresent() || !next.isEmpty();
        return taken;
    }

    private void forgetPastThrottling() {
        Instant now = clock.instant();
        throttledUntil = throttledUntil.filter(now::isBefore);
    }

    private Invocation ended(Outcome outcome, Duration duration) {
        return new Invocation(
                UUID.randomUUID().toString(), clock.instant().minus(duration), duration, Optional.empty(), outcome);
    }
}
