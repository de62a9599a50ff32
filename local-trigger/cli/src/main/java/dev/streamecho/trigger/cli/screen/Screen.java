package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.stack.StackListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows on the screen what functions print and mappings do, and counts it. All that a command prints passes here, so that
 * none of it controls the terminal. This class is thread-safe.
 */
public final class Screen implements StackListener {
    private static final int MOST_IDS = 3;

    private final PrintWriter out;
    private final Ansi ansi;
    private final Runnable beforeLine;
    private final LongAdder invocations = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder discarded = new LongAdder();

    public Screen(PrintWriter out, Ansi ansi) {
        this(out, ansi, () -> {});
    }

    /** A screen on which something may have to make room before a line is printed. */
    public Screen(PrintWriter out, Ansi ansi, Runnable beforeLine) {
        this.out = out;
        this.ansi = ansi;
        this.beforeLine = beforeLine;
    }

    /** Returns a command's standard output. */
    public static Screen of(CommandSpec spec) {
        return of(spec, () -> {});
    }

    /** Returns a command's standard output, beside something that makes room before a line is printed. */
    public static Screen of(CommandSpec spec, Runnable beforeLine) {
        return new Screen(
                spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi(), beforeLine);
    }

    /** Returns a command's standard error. */
    public static Screen ofErrors(CommandSpec spec) {
        return ofErrors(spec, () -> {});
    }

    /** Returns a command's standard error, beside something that makes room before a line is printed. */
    public static Screen ofErrors(CommandSpec spec, Runnable beforeLine) {
        return new Screen(
                spec.commandLine().getErr(), spec.commandLine().getColorScheme().ansi(), beforeLine);
    }

    /** Prints one line; a line end within the string is shown as {@code \n}. */
    public void line(String string) {
        print(Printable.line(string));
    }

    /** Prints a string that may have several lines. */
    public void lines(String string) {
        print(Printable.lines(string));
    }

    /** Prints one line in a style of picocli, such as {@code red}. */
    public void styled(String style, String string) {
        styled("", style, string);
    }

    /** Prints one line whose end has a style. */
    public void styled(String plain, String style, String string) {
        Ansi.IStyle[] styles = Ansi.Style.parse(style);
        String end = Printable.line(string);
        print(Printable.line(plain) + (ansi.enabled() ? Ansi.Style.on(styles) + end + Ansi.Style.off(styles) : end));
    }

    @Override
    public void functionLine(String function, String string) {
        print(Printable.line(function) + " | " + Printable.lineInColor(string));
    }

    @Override
    public void notice(String line) {
        line(line);
    }

    @Override
    public void functionNotice(String function, String line) {
        line(function + ": " + line);
    }

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {
        line(whyNotStarted(function, outcome));
    }

    static String whyNotStarted(String function, Invocation.Outcome outcome) {
        return outcome instanceof Invocation.TimedOut timedOut
                ? "%s did not load its handler within %s; its invocations will try once more"
                        .formatted(function, Shown.of(timedOut.timeout()))
                : "%s cannot start: %s".formatted(function, InvocationLine.inOneLine(outcome.describe()));
    }

    @Override
    public void buildStarted(Path project, String tool) {
        line("Building " + project.getFileName() + " with " + tool + " ...");
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        explanation.forEach(this::line);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        String outcome = failure.map(why -> "its new code cannot start: " + InvocationLine.inOneLine(why.describe()))
                .orElse("runs its new code");
        line(String.format(
                Locale.ROOT, "%s %s, %.1f s after the change was seen", function, outcome, took.toMillis() / 1e3));
    }

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {
        line("%s; %s %s"
                .formatted(
                        reason.getMessage(),
                        function,
                        isRunning ? "keeps running its old code" : "is left out until that is fixed"));
    }

    @Override
    public void answered(ApiCall call) {
        line("%s %s %d %s%s"
                .formatted(
                        call.method(),
                        call.target(),
                        call.status(),
                        Shown.of(call.duration()),
                        call.problem().map(problem -> ", " + problem).orElse("")));
    }

    /** Prints a line of a function, if there is just one. */
    public void functionLine(String string) {
        print(Printable.lineInColor(string));
    }

    private void print(String printable) {
        beforeLine.run();
        out.println(printable);
        out.flush();
    }

    @Override
    public void invoked(InvocationReport report) {
        invocations.increment();
        handled.add(report.handled());
        styled(report.result() == InvocationReport.Result.SUCCESS ? "faint" : "yellow", InvocationLine.of(report));
    }

    @Override
    public void filtered(String mapping, int records) {
        filtered.add(records);
        styled("faint", mapping + ": " + Shown.count(records, "record") + " filtered");
    }

    @Override
    public void messagesFiltered(String mapping, int messages) {
        filtered.add(messages);
        styled("faint", mapping + ": " + Shown.count(messages, "message") + " filtered, and deleted");
    }

    @Override
    public void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
        discarded.add(messageIds.size());
        int shown = Math.min(messageIds.size(), MOST_IDS);
        String others = messageIds.size() == shown ? "" : " and %d more".formatted(messageIds.size() - shown);
        styled(
                "red",
                "%s: %s received %s, to the queue %s: %s%s"
                        .formatted(
                                mapping,
                                Shown.count(messageIds.size(), "message"),
                                Shown.count(to.maxReceiveCount(), "time"),
                                to.queueName(),
                                String.join(", ", messageIds.subList(0, shown)),
                                others));
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        discarded.add(batch.records().size());
        styled(
                "red",
                "%s discarded %s of shard %s after %s: %s, sequence numbers %s to %s, %s"
                        .formatted(
                                batch.mapping().logicalId(),
                                Shown.count(batch.records().size(), "record"),
                                batch.shardId(),
                                Shown.count(batch.approximateInvokeCount(), "call"),
                                batch.condition(),
                                batch.records().get(0).sequenceNumber(),
                                batch.records().get(batch.records().size() - 1).sequenceNumber(),
                                place.map(somewhere -> "described in " + somewhere)
                                        .orElse("and there is no OnFailure destination")));
    }

    @Override
    public void notice(String mapping, String string) {
        styled("yellow", mapping + ": " + string);
    }

    /** Returns what was done so far, in one line. */
    public String totals() {
        return "%s handled in %s, %d filtered, %d discarded"
                .formatted(
                        Shown.count(handled.sum(), "record"),
                        Shown.count(invocations.sum(), "invocation"),
                        filtered.sum(),
                        discarded.sum());
    }
}
