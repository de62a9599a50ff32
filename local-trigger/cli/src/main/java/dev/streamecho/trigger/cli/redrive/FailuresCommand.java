package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.redrive.DiscardedBatchOptions.OpenQueue;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.QueueReport;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the batches that a mapping discarded, and leaves their messages where they are. */
@Command(
        name = "failures",
        description = {
            "Shows the discarded batches, from the queue that is the mapping's OnFailure destination.",
            "While it reads, nobody else receives their messages; afterward these are as before."
        })
public final class FailuresCommand implements Callable<Integer> {
    @Mixin
    private DiscardedBatchOptions options;

    @Option(
            names = "--show",
            description = "Also shows the records, read again from the stream by their sequence numbers.")
    private boolean show;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        int max = options.max();
        try (OpenQueue queue = options.open(Screen.ofErrors(spec))) {
            print(queue.redrive().report(queue.url(), max, show));
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(QueueReport report) {
        Screen screen = Screen.of(spec);
        Instant now = Instant.now();
        if (output.isJson()) {
            screen.lines(FailuresJson.of(report, now));
        } else {
            screen.line(Shown.count(report.messages().size(), "message") + " in " + report.queueUrl());
            FailuresText.of(report.messages(), now).forEach(screen::line);
            FailuresText.notRead(report.unread(), report.inFlight()).forEach(screen::line);
        }
    }
}
