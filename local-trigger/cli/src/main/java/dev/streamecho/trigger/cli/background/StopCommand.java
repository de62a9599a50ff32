package dev.streamecho.trigger.cli.background;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.options.DurationConverter;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.screen.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the trigger that runs in the folder, as Ctrl-C does, and waits for its end. */
@Command(
        name = "stop",
        description = "Stops the trigger of this folder, as Ctrl-C does, and waits until it has stopped."
                + " Status 0 also if none runs; 1 if it has not stopped in time.")
public final class StopCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait: 500ms, 30s, 2m. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Mixin
    private RunChoice choice;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningTrigger> running = choice.find();
        Optional<ProcessHandle> process = running.flatMap(trigger -> ProcessHandle.of(trigger.pid()));
        if (process.isEmpty()) {
            tell(choice.whoRuns(), Optional.empty());
            return 0;
        }
        long pid = process.get().pid();
        process.get().destroy();
        try {
            process.get().onExit().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Screen.ofErrors(spec)
                    .line("the trigger, process %d, has not stopped within %s; kill -9 %d stops it at once"
                            .formatted(pid, Shown.of(timeout), pid));
            return 1;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        tell("Stopped process %d".formatted(pid), Optional.of(pid));
        return 0;
    }

    private void tell(String line, Optional<Long> stopped) {
        Screen.of(spec)
                .line(
                        output.isJson()
                                ? JSON.createObjectNode()
                                        .put("stopped", stopped.orElse(null))
                                        .toString()
                                : line);
    }
}
