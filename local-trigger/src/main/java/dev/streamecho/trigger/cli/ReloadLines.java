package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.Invocation;
import dev.streamecho.trigger.function.code.HotReload;
import java.time.Duration;
import java.util.Optional;

/** Says what became of changed sources. */
record ReloadLines(StackListener listener) implements HotReload.Listener {

    @Override
    public void reloaded(String logicalId, Duration took, Optional<Invocation.Outcome> failure) {
        String outcome = failure.map(why -> "its new code cannot start: " + why.describe())
                .orElse("runs its new code");
        listener.line("%s %s, %s after the change was seen".formatted(logicalId, outcome, Screen.shown(took)));
    }

    @Override
    public void kept(String logicalId, UserError reason) {
        listener.line("%s goes on with its old code: %s".formatted(logicalId, reason.getMessage()));
    }
}
