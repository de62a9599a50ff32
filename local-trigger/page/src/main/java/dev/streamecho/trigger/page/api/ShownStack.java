package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.stack.StackRun;
import java.util.Optional;

/** The stack that the page shows, once it has started. This class is thread-safe. */
public final class ShownStack {
    private volatile Optional<StackRun> run = Optional.empty();

    /** Shows a stack from now on, which has started. */
    public void started(StackRun stack) {
        run = Optional.of(stack);
    }

    /** Returns the stack; empty while it starts. */
    Optional<StackRun> run() {
        return run;
    }
}
