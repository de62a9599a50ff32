package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moves a stack on by the test's clock: what is due happens, each thing at its time. */
record TestTime(LocalStack stack, Steps steps) implements Passing {
    private static final Duration RETENTION = Duration.ofHours(24);

    @Override
    public void awaitIdle() {
        Deadline deadline = steps.deadline(Duration.ZERO);
        Instant end = stack.now().plus(RETENTION);
        steps.settle(deadline);
        while (!stack.isIdle()) {
            Instant due = stack.dueAt().orElse(Instant.MAX);
            if (due.isAfter(end)) {
                throw new AssertionError(
                        "not idle after 24 hours by the test's clock, after which a stream loses its records: %s"
                                .formatted(steps.stillWaiting()));
            }
            stack.moveTo(due);
            steps.settle(deadline);
        }
    }

    @Override
    public void advance(Duration duration) {
        Deadline deadline = steps.deadline(Duration.ZERO);
        Instant end = stack.now().plus(duration);
        steps.settle(deadline);
        Optional<Instant> due = dueBy(end);
        while (due.isPresent()) {
            stack.moveTo(due.get());
            steps.settle(deadline);
            due = dueBy(end);
        }
        stack.moveTo(end);
        steps.settle(deadline);
    }

    private Optional<Instant> dueBy(Instant end) {
        return stack.dueAt().filter(due -> !due.isAfter(end));
    }
}
