package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.time.Duration;
import java.util.List;

/**
 * Lets a stack do what is due, for as long as the test has patience.
 *
 * @param patience how long that may take by the time of day
 */
record Steps(LocalStack stack, TestHost host, HandlerCalls calls, Duration patience) {

    /** Returns until when the test waits that begins to wait now. */
    Deadline deadline(Duration longer) {
        Deadline deadline = new Deadline(patience.plus(longer));
        calls.waitUntil(deadline);
        return deadline;
    }

    /** Returns when nothing more is due by the stack's clock. */
    void settle(Deadline deadline) {
        try {
            while (stack.step()) {
                if (deadline.isOver()) {
                    throw notIdle(deadline);
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    AssertionError notIdle(Deadline deadline) {
        return new AssertionError("not idle after %s: %s".formatted(deadline, stillWaiting()));
    }

    String stillWaiting() {
        List<Change> waiting = host.journal().of(Fate.WAITING);
        return "%d of the changes are waiting, the first one of %s"
                .formatted(
                        waiting.size(),
                        waiting.stream().findFirst().map(Change::key).orElse("none"));
    }

    static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("the test was interrupted", e);
    }
}
