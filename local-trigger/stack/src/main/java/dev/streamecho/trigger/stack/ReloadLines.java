package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.code.HotReload;
import dev.streamecho.trigger.invocation.Invocation;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says what became of changed sources.
 *
 * @param isRunning whether a function has code that runs
 */
record ReloadLines(StackListener listener, Predicate<String> isRunning) implements HotReload.Listener {

    @Override
    public void reloaded(String logicalId, Duration took, Optional<Invocation.Outcome> failure) {
        String outcome = failure.map(why -> "its new code cannot start: " + why.describe())
                .orElse("runs its new code");
        listener.line(String.format(
                Locale.ROOT, "%s %s, %.1f s after the change was seen", logicalId, outcome, took.toMillis() / 1e3));
    }

    @Override
    public void kept(String logicalId, UserError reason) {
        String what = isRunning.test(logicalId) ? " goes on with its old code" : " is left out until that is fixed";
        listener.line(reason.getMessage() + "; " + logicalId + what);
    }
}
