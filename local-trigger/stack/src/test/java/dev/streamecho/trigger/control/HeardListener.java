package dev.streamecho.trigger.control;

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
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it hears. */
public final class HeardListener implements StackListener {
    final List<InvocationReport> invoked = new CopyOnWriteArrayList<>();
    final List<InvocationReport> resent = new CopyOnWriteArrayList<>();
    final List<String> printed = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();

    @Override
    public void invoked(InvocationReport report) {
        invoked.add(report);
    }

    @Override
    public void resent(InvocationReport report) {
        resent.add(report);
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        notices.add("discarded " + batch.condition());
    }

    @Override
    public void notice(String mapping, String line) {
        notices.add(mapping + ": " + line);
    }

    @Override
    public void notice(String line) {
        notices.add(line);
    }

    @Override
    public void functionLine(String function, String line) {
        printed.add(line);
    }

    @Override
    public void functionNotice(String function, String line) {
        notices.add(function + ": " + line);
    }

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {
        notices.add(function + ": " + outcome.describe());
    }

    @Override
    public void buildStarted(Path project, String tool) {
        notices.add(tool);
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        notices.addAll(explanation);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        notices.add(function + " has new code");
    }

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {
        notices.add(reason.getMessage());
    }

    @Override
    public void answered(ApiCall call) {
        notices.add(call.toString());
    }

    /** The lines of functions. */
    public List<String> printed() {
        return printed;
    }

    /** What a user would read. */
    public List<String> notices() {
        return notices;
    }

    /** How often a line was printed. */
    long times(String line) {
        return printed.stream().filter(line::equals).count();
    }
}
