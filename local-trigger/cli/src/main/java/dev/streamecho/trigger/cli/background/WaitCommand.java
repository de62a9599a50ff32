package dev.streamecho.trigger.cli.background;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.options.DurationConverter;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.stack.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Waits for the trigger that runs in the folder. */
@Command(
        name = "wait",
        description = "Waits until the trigger of this folder is ready, or has handled everything that was written."
                + " Status 1 if the timeout passes first, or the trigger stops.")
public final class WaitCommand implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ArgGroup
    private Until until = new Until();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long to wait: 500ms, 60s, 2m. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Mixin
    private RunChoice choice;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    /** What is waited for. */
    private static final class Until {
        @Option(names = "--ready", description = "Waits until it is ready for writes. The default.")
        private boolean ready;

        @Option(
                names = "--idle",
                description =
                        "Waits until every record that was written is handled, filtered or discarded, no retry is due,"
                                + " and the queues of mappings are empty.")
        private boolean idle;
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        Optional<RunningTrigger> found = Optional.empty();
        do {
            Optional<RunningTrigger> running = choice.find();
            if (found.isPresent() && running.isEmpty()) {
                return failed("the trigger, process %d, has stopped"
                        .formatted(found.get().pid()));
            }
            found = running;
            Optional<Health> health = running.flatMap(HealthCheck::of);
            if (health.filter(this::isReached).isPresent()) {
                tell(running.orElseThrow(), health.get());
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        } while (System.nanoTime() - start < timeout.toNanos());
        return failed(
                found.isEmpty()
                        ? "%s after %s; start one with %s"
                                .formatted(choice.whoRuns(), Shown.of(timeout), Launcher.command("run --detach"))
                        : "the trigger, process %d, %s after %s"
                                .formatted(
                                        found.get().pid(),
                                        until.idle
                                                ? "still has records, messages or retries to handle"
                                                : "does not answer",
                                        Shown.of(timeout)));
    }

    private boolean isReached(Health health) {
        return health == Health.IDLE || (health == Health.READY && (until.ready || !until.idle));
    }

    private void tell(RunningTrigger running, Health health) {
        Screen out = Screen.of(spec);
        if (!output.isJson()) {
            out.line(until.idle ? "Idle" : "Ready");
            return;
        }
        ObjectNode json =
                JSON.createObjectNode().put("status", health.toString()).put("pid", running.pid());
        json.set("endpoints", JSON.valueToTree(running.endpoints()));
        json.set("queues", JSON.valueToTree(running.queues()));
        out.line(json.toString());
    }

    private int failed(String line) {
        Screen.ofErrors(spec).line(line);
        return 1;
    }
}
