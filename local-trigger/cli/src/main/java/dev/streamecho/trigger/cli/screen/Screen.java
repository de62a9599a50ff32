package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stack.StackListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows on the screen what functions print and mappings do, and counts it. All that a command prints passes here. On a
 * terminal, without {@code --raw}, log lines and changes are short; everywhere else they are whole, for programs that read
 * them. With {@code --quiet}, what goes well is not shown. This class is thread-safe.
 */
public final class Screen extends Output implements StackListener {
    private static final String SENT_AGAIN = "sent again";

    private final ShortLines shortLines = new ShortLines();
    private final Totals totals = new Totals();

    /** Makes a screen on which all lines are shown, and whole. */
    public Screen(PrintWriter out, Ansi ansi) {
        this(out, ansi, () -> {}, View.WHOLE);
    }

    Screen(PrintWriter out, Ansi ansi, Runnable beforeLine, View view) {
        super(out, ansi, beforeLine, view);
    }

    /** Returns a command's standard output. */
    public static Screen of(CommandSpec spec) {
        return of(spec, () -> {});
    }

    /** Returns a command's standard output, beside something that makes room before a line is printed. */
    public static Screen of(CommandSpec spec, Runnable beforeLine) {
        return new Screen(
                spec.commandLine().getOut(),
                spec.commandLine().getColorScheme().ansi(),
                beforeLine,
                View.of(Terminal.OUT, spec));
    }

    /** Returns a command's standard error. */
    public static Screen ofErrors(CommandSpec spec) {
        return ofErrors(spec, () -> {});
    }

    /** Returns a command's standard error, beside something that makes room before a line is printed. */
    public static Screen ofErrors(CommandSpec spec, Runnable beforeLine) {
        return new Screen(spec.commandLine().getErr(), Terminal.ERR.ansi(), beforeLine, View.of(Terminal.ERR, spec));
    }

    /** From now on, mappings are called by what they lead from and to where lines are short: {@code DataTable > EchoFunction}. */
    public void name(Map<String, String> routesByMapping) {
        shortLines.name(routesByMapping);
    }

    @Override
    public void functionLine(String function, String string) {
        if (!isQuiet()) {
            logLine(Printable.line(function) + " | ", string);
        }
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
        if (!isQuiet()) {
            line("Building " + project.getFileName() + " with " + tool + " ...");
        }
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        explanation.forEach(this::line);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        if (isQuiet() && failure.isEmpty()) {
            return;
        }
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
        if (isQuiet() && call.problem().isEmpty()) {
            return;
        }
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
        if (!isQuiet()) {
            logLine("", string);
        }
    }

    @Override
    public void invoked(InvocationReport report) {
        totals.invoked(report.handled());
        boolean isSuccess = report.result() == InvocationReport.Result.SUCCESS;
        if (isQuiet() && isSuccess) {
            return;
        }
        if (isShort()) {
            shortLine(shortLines.invoked(report));
        } else {
            styled(isSuccess ? "faint" : "yellow", InvocationLine.of(report));
        }
    }

    @Override
    public void resent(InvocationReport report) {
        if (isShort()) {
            invoked(report, "faint", SENT_AGAIN);
        } else {
            styled("faint", InvocationLine.of(report) + ", " + SENT_AGAIN);
        }
    }

    /** Prints what became of an invocation as a short line, with a remark on it in a style of picocli. */
    public void invoked(InvocationReport report, String style, String remark) {
        shortLine(shortLines.invoked(report, style, remark));
    }

    @Override
    public void read(RecordsRead read) {
        if (isShort() && !isQuiet() && !read.filtered().isEmpty()) {
            shortLine(shortLines.filtered(read.mapping(), read.filtered()));
        }
    }

    @Override
    public void filtered(String mapping, int records) {
        totals.filtered(records);
        if (!isShort() && !isQuiet()) {
            styled("faint", mapping + ": " + Shown.count(records, "record") + " filtered");
        }
    }

    @Override
    public void messagesFiltered(String mapping, int messages) {
        totals.filtered(messages);
        if (!isQuiet()) {
            styled("faint", mapping + ": " + Shown.count(messages, "message") + " filtered, and deleted");
        }
    }

    @Override
    public void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
        totals.discarded(messageIds.size());
        styled("red", DiscardLine.of(mapping, messageIds, to));
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        totals.discarded(batch.records().size());
        if (isShort()) {
            shortLine(shortLines.discarded(batch, place));
        } else {
            styled("red", DiscardLine.of(batch, place));
        }
    }

    @Override
    public void notice(String mapping, String string) {
        styled("yellow", mapping + ": " + string);
    }

    /** Returns what was done so far, in one line. */
    public String totals() {
        return totals.toString();
    }
}
