package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.ProgressBar;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.BatchReader;
import dev.streamecho.trigger.redrive.Claim;
import dev.streamecho.trigger.redrive.EventFiles;
import dev.streamecho.trigger.redrive.FailureQueue;
import dev.streamecho.trigger.redrive.Invoker;
import dev.streamecho.trigger.redrive.RecordsHandler;
import dev.streamecho.trigger.redrive.Redriver;
import dev.streamecho.trigger.redrive.S3Objects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "A message is deleted when every record of it was handled. Ends with 0 if nothing is left, else with 1."
        })
public final class RedriveCommand implements Callable<Integer> {
    private static final int MOST_ATTEMPTS = 100;

    @Mixin
    private FailureOptions options;

    @Option(names = "--dry-run", description = "Reads and checks everything, and invokes and deletes nothing.")
    private boolean dryRun;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The most messages to redrive. Default: ${DEFAULT-VALUE}.")
    private int max;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often records are tried before they are left. Default: ${DEFAULT-VALUE}.")
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        FailureOptions.requireMax(max);
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new UserError("--attempts %d: must be 1 to %d".formatted(attempts, MOST_ATTEMPTS));
        }
        ProgressBar bar = ProgressBar.of(spec);
        try {
            return files.isEmpty() ? redriveQueue(bar) : redriveFiles(bar);
        } finally {
            bar.erase();
        }
    }

    private int redriveQueue(ProgressBar bar) throws InterruptedException {
        try (FailurePlace place = options.open(log(bar))) {
            FailureQueue queue = place.queue().orElseThrow();
            FailureQueue.Count before = queue.count();
            try (Claim claim = queue.claim(max)) {
                Thread giveBack = new Thread(claim::close, "end of the redrive");
                Runtime.getRuntime().addShutdownHook(giveBack);
                try {
                    List<RedriveItem> items = claim.messages().stream()
                            .map(message -> RedriveItem.of(
                                    "message " + message.id(), message.body(), () -> claim.delete(message)))
                            .toList();
                    List<String> others = FailuresText.notSeen(before, items.size());
                    return redrive(place, items, bar, others);
                } finally {
                    takeBack(giveBack);
                }
            }
        }
    }

    private static void takeBack(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // It runs.
        }
    }

    private int redriveFiles(ProgressBar bar) throws InterruptedException {
        boolean onAws = files.stream().anyMatch(S3Objects::isAddress);
        try (FailurePlace place = options.openForFiles(log(bar), onAws)) {
            List<RedriveItem> items = new ArrayList<>();
            for (String file : files) {
                String text = S3Objects.isAddress(file) ? options.s3(place).read(file) : read(file);
                items.add(RedriveItem.of(file, text, () -> {}));
            }
            return redrive(place, items, bar, List.of());
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new UserError(
                    "--file %s cannot be read; name a file with the description of a batch".formatted(file), e);
        }
    }

    private int redrive(FailurePlace place, List<RedriveItem> items, ProgressBar bar, List<String> others)
            throws InterruptedException {
        Screen screen = Screen.of(spec, bar::erase);
        Redriver redriver = new Redriver(place.deployment(), new BatchReader(noFilter), handler(place));
        RedriveRun run = new RedriveRun(redriver, screen, progress(bar));
        run.redrive(items);
        screen.line(run.summary());
        others.forEach(screen::line);
        return run.hasKeptSome() || !others.isEmpty() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private RecordsHandler handler(FailurePlace place) {
        if (toFile != null) {
            return new EventFiles(toFile);
        }
        return dryRun ? RecordsHandler.DRY_RUN : new Invoker(place.deployment(), attempts);
    }

    private Screen log(ProgressBar bar) {
        return Screen.ofErrors(spec, bar::erase);
    }

    private static Progress progress(ProgressBar bar) {
        return ProgressBar.isOnTerminal() ? bar : Progress.NONE;
    }
}
