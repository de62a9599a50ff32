package dev.streamecho.trigger.cli.background;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which of the triggers that run in the folder a command is for. */
final class RunChoice {
    @Option(
            names = "--pid",
            paramLabel = "N",
            description = "The process of the trigger, if several run in this folder.")
    private Long pid;

    /**
     * Returns the trigger that is meant; empty if none runs.
     *
     * @throws UserError if several run, and none is named
     */
    Optional<RunningTrigger> find() {
        List<RunningTrigger> all = RunFile.HERE.all();
        if (pid != null) {
            return all.stream().filter(running -> running.pid() == pid).findFirst();
        }
        if (all.size() > 1) {
            throw new UserError("%d triggers run in this folder (%s); name one with --pid"
                    .formatted(all.size(), all.stream().map(RunChoice::shown).collect(Collectors.joining("; "))));
        }
        return all.stream().findFirst();
    }

    private static String shown(RunningTrigger running) {
        return "process %d, %s".formatted(running.pid(), running.template());
    }

    /** Returns who does not run, as the subject of a sentence. */
    String whoRuns() {
        return pid == null ? "no trigger runs in this folder" : "no trigger of this folder is process " + pid;
    }
}
