package dev.streamecho.trigger.page;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.StackListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hears everything, and says nothing of it: the tests ask the page. */
final class SilentListener implements StackListener {
    @Override
    public void invoked(InvocationReport report) {}

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {}

    @Override
    public void notice(String mapping, String line) {}

    @Override
    public void notice(String line) {}

    @Override
    public void functionLine(String function, String line) {}

    @Override
    public void functionNotice(String function, String line) {}

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {}

    @Override
    public void buildStarted(Path project, String tool) {}

    @Override
    public void buildFailed(Path project, List<String> explanation) {}

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {}

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {}

    @Override
    public void answered(ApiCall call) {}
}
