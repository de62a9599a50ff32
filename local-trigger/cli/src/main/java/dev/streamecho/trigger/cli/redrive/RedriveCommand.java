package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.redrive.DiscardedBatchOptions.OpenQueue;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.ProgressBar;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.Redrive;
import dev.streamecho.trigger.redrive.RedriveListener;
import dev.streamecho.trigger.redrive.RedriveOutcome;
import dev.streamecho.trigger.redrive.RedriveSettings;
import dev.streamecho.trigger.redrive.RedriveTotals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the batches that a mapping discarded through their function again. */
@Command(
        name = "redrive",
        description = {
            "Reads the records of discarded batches again from the stream, and invokes their function with them.",
            "A message is deleted once every record of it was handled. The exit status is 0 if nothing is left, else 1."
        })
public final class RedriveCommand implements Callable<Integer> {
    private static final int MOST_ATTEMPTS = 100;

    @Mixin
    private DiscardedBatchOptions options;

    @Option(names = "--dry-run", description = "Reads and checks everything, and invokes and deletes nothing.")
    private boolean dryRun;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times records are tried before they are left. Default: ${DEFAULT-VALUE}.")
    private int attempts;

    @Option(
            names = "--no-filter",
            description = "Takes every record from the first to the last, whatever the mapping's filter says now.")
    private boolean noFilter;

    @Option(
            names = "--to-file",
            paramLabel = "DIR",
            description =
                    "Saves the events there, for sam local invoke or a debugger, and invokes and deletes nothing.")
    private Path toFile;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Takes these descriptions instead of a queue's: files, or objects as s3://bucket/key."
                    + " They are kept.")
    private List<String> files = List.of();

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private final List<RedriveOutcome> outcomes = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        int max = options.max();
        RedriveSettings settings = settings();
        ProgressBar bar = ProgressBar.of(spec);
        try {
            return print(files.isEmpty() ? redriveQueue(max, settings, bar) : redriveFiles(settings, bar), bar);
        } finally {
            bar.erase();
        }
    }

    private RedriveSettings settings() {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new UserError("--attempts %d: use 1 to %d".formatted(attempts, MOST_ATTEMPTS));
        }
        return new RedriveSettings(attempts, noFilter, dryRun, Optional.ofNullable(toFile));
    }

    private RedriveTotals redriveQueue(int max, RedriveSettings settings, ProgressBar bar) throws InterruptedException {
        try (OpenQueue queue = options.open(log(bar))) {
            return queue.redrive().redriveQueue(queue.url(), max, settings, listener(bar));
        }
    }

    private RedriveTotals redriveFiles(RedriveSettings settings, ProgressBar bar) throws InterruptedException {
        boolean inS3 = files.stream().anyMatch(Redrive::isObject);
        try (Redrive redrive = options.openForFiles(log(bar), inS3)) {
            return redrive.redriveFiles(files, settings, listener(bar));
        }
    }

    private int print(RedriveTotals totals, ProgressBar bar) {
        Screen screen = Screen.of(spec, bar::erase);
        if (output.isJson()) {
            screen.json(RedriveJson.of(totals, outcomes));
            return statusOf(totals);
        }
        screen.line("%s redriven, %s handled; %d kept"
                .formatted(
                        Shown.count(totals.redriven(), "batch"),
                        Shown.count(totals.handled(), "record"),
                        totals.kept()));
        FailuresText.notRead(totals.unread(), totals.inFlight()).forEach(screen::line);
        return statusOf(totals);
    }

    private static int statusOf(RedriveTotals totals) {
        return totals.isComplete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private RedriveListener listener(ProgressBar bar) {
        Progress progress = ProgressBar.isWanted(spec) ? bar : Progress.NONE;
        return output.isJson()
                ? new CollectedOutcomes(outcomes, progress)
                : new RedriveOnScreen(Screen.of(spec, bar::erase), progress);
    }

    private Screen log(ProgressBar bar) {
        return Screen.ofErrors(spec, bar::erase);
    }
}
