package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits while a stack goes on by the time of day. */
record RealTime(LocalStack stack, Steps steps) implements Passing {
    /** Other programs may write at any time. */
    private static final Duration INTERVAL = Duration.ofMillis(10);

    @Override
    public void awaitIdle() {
        Deadline deadline = steps.deadline(Duration.ZERO);
        steps.settle(deadline);
        while (!stack.isIdle()) {
            if (deadline.isOver()) {
                throw steps.notIdle(deadline);
            }
            pass(INTERVAL, deadline);
        }
    }

    @Override
    public void advance(Duration duration) {
        Deadline deadline = steps.deadline(duration);
        Instant end = stack.now().plus(duration);
        steps.settle(deadline);
        Instant reached = stack.now();
        while (reached.isBefore(end)) {
            Duration left = Duration.between(reached, end);
            reached = pass(left.compareTo(INTERVAL) < 0 ? left : INTERVAL, deadline);
        }
    }

    /** Returns the moment up to which everything that was due has happened. */
    private Instant pass(Duration duration, Deadline deadline) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            Instant now = stack.now();
            stack.moveTo(now);
            steps.settle(deadline);
            return now;
        } catch (InterruptedException e) {
            throw Steps.interrupted(e);
        }
    }
}
