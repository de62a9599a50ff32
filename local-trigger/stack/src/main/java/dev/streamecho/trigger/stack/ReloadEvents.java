package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.code.HotReload;
import dev.streamecho.trigger.invocation.Invocation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Passes what became of changed sources on to the stack's listener.
 *
 * @param isRunning whether a function, by logical id, has code that runs
 */
record ReloadEvents(StackListener listener, Predicate<String> isRunning) implements HotReload.Listener {

    @Override
    public void reloaded(String logicalId, Duration took, Optional<Invocation.Outcome> failure) {
        listener.codeReplaced(logicalId, took, failure);
    }

    @Override
    public void kept(String logicalId, UserError reason) {
        listener.codeRefused(logicalId, reason, isRunning.test(logicalId));
    }
}
