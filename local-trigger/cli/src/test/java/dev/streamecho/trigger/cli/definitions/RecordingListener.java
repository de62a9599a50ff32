package dev.streamecho.trigger.cli.definitions;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.StackListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what shows whether a stack is ready. */
final class RecordingListener implements StackListener {
    private final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> failedStarts = new CopyOnWriteArrayList<>();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, InvocationReport.Result> results = new ConcurrentHashMap<>();

    /** Returns how the first invocation of a mapping has ended; empty if none has. */
    Optional<InvocationReport.Result> result(String mapping) {
        return Optional.ofNullable(results.get(mapping));
    }

    /** Returns the lines that name what is left out. */
    List<String> leftOut() {
        return notices.stream().filter(line -> line.contains("; left out")).toList();
    }

    /** Returns whether a function has printed a line with this part. */
    boolean printed(String function, String part) {
        return lines.stream().anyMatch(line -> line.startsWith(function + " | ") && line.contains(part));
    }

    @Override
    public void invoked(InvocationReport report) {
        results.putIfAbsent(report.mapping(), report.result());
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        // An invocation has failed before.
    }

    @Override
    public void notice(String mapping, String line) {
        notice(line);
    }

    @Override
    public void notice(String line) {
        notices.add(line);
    }

    @Override
    public void functionLine(String function, String line) {
        lines.add(function + " | " + line);
    }

    @Override
    public void functionNotice(String function, String line) {
        notice(line);
    }

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {
        failedStarts.add(function + ": " + outcome.describe());
    }

    @Override
    public void buildStarted(Path project, String tool) {
        // Its end is seen.
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        notices.addAll(explanation);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        // Nothing changes.
    }

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {
        // Nothing changes.
    }

    @Override
    public void answered(ApiCall call) {
        // Nobody asks.
    }

    /** Returns what explains a failure. */
    @Override
    public String toString() {
        return "notices %s, lines %s".formatted(notices, lines);
    }
}
