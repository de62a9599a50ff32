package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves a stack on by its clock: what is due happens, each thing at its time.
 *
 * @param patience how long that may take by the clock on the wall
 */
record TestTime(LocalStack stack, TestHost host, Duration patience) {
    private static final Duration RETENTION = Duration.ofHours(24);

    /** As {@link StreamTest#awaitIdle}. */
    void awaitIdle() {
        Deadline deadline = deadline();
        Instant end = stack.now().plus(RETENTION);
        settle(deadline);
        while (!stack.isIdle()) {
            Instant due = stack.dueAt().orElse(Instant.MAX);
            if (due.isAfter(end)) {
                throw new AssertionError(
                        "not idle after 24 hours by the test's clock, after which a stream loses its records: %s"
                                .formatted(stillWaiting()));
            }
            stack.moveTo(due);
            settle(deadline);
        }
    }

    /** As {@link StreamTest#advance}. */
    void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the clock cannot go back, by %s".formatted(duration));
        }
        Deadline deadline = deadline();
        Instant end = stack.now().plus(duration);
        settle(deadline);
        Optional<Instant> due = dueBy(end);
        while (due.isPresent()) {
            stack.moveTo(due.get());
            settle(deadline);
            due = dueBy(end);
        }
        stack.moveTo(end);
        settle(deadline);
    }

    private Optional<Instant> dueBy(Instant end) {
        return stack.dueAt().filter(due -> !due.isAfter(end));
    }

    private Deadline deadline() {
        Deadline deadline = new Deadline(patience);
        host.waitUntil(deadline);
        return deadline;
    }

    private void settle(Deadline deadline) {
        try {
            while (stack.step()) {
                if (deadline.isOver()) {
                    throw new AssertionError("not idle after %s: %s".formatted(deadline, stillWaiting()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    private String stillWaiting() {
        List<Change> waiting = host.journal().of(Fate.WAITING);
        return "%d of the changes are waiting, the first one of %s"
                .formatted(
                        waiting.size(),
                        waiting.stream().findFirst().map(Change::key).orElse("none"));
    }
}
