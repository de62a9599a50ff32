package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.stack.StackRun;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The stack that the page shows, once it has started. This class is thread-safe. */
public final class ShownStack {
    private volatile Optional<Started> run = Optional.empty();

    /**
     * A stack that has started.
     *
     * @param runId another one for each run
     */
    record Started(StackRun stack, String runId, Instant startedAt) {}

    /** Shows a stack from now on, which has started. */
    public void started(StackRun stack) {
        run = Optional.of(new Started(stack, UUID.randomUUID().toString(), Instant.now()));
    }

    /** Returns the stack; empty while it starts. */
    Optional<Started> run() {
        return run;
    }
}
