package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.options.OutputFormat;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.BatchReader;
import dev.streamecho.trigger.redrive.Claim;
import dev.streamecho.trigger.redrive.FailureQueue;
import dev.streamecho.trigger.redrive.QueueMessage;
import java.time.Instant;
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

/** Shows the batches that a mapping discarded, and leaves their messages where they are. */
@Command(
        name = "failures",
        description = {
            "Shows the discarded batches, from the queue that is the mapping's OnFailure destination.",
            "While it reads, nobody else receives them; then they are as before."
        })
public final class FailuresCommand implements Callable<Integer> {
    @Mixin
    private FailureOptions options;

    @Option(
            names = "--show",
            description = "Shows the records too, read again from the stream by their sequence numbers.")
    private boolean show;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The most messages to read. Default: ${DEFAULT-VALUE}.")
    private int max;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        FailureOptions.requireMax(max);
        Screen log = Screen.ofErrors(spec);
        try (FailurePlace place = options.open(log)) {
            FailureQueue queue = place.queue().orElseThrow();
            FailureQueue.Count before = queue.count();
            try (Claim claim = queue.claim(max)) {
                Optional<BatchReader> reader = show ? Optional.of(new BatchReader(false)) : Optional.empty();
                List<Failure> failures = new ArrayList<>();
                for (QueueMessage message : claim.messages()) {
                    failures.add(Failure.of(message, place.deployment(), reader));
                }
                print(queue, before, failures);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(FailureQueue queue, FailureQueue.Count before, List<Failure> failures) {
        Screen screen = Screen.of(spec);
        Instant now = Instant.now();
        if (output == OutputFormat.JSON) {
            screen.lines(FailuresJson.of(queue.toString(), before, failures, now));
        } else {
            screen.line(Shown.count(failures.size(), "message") + " in " + queue);
            FailuresText.of(failures, now).forEach(screen::line);
            FailuresText.notSeen(before, failures.size()).forEach(screen::line);
        }
    }
}
