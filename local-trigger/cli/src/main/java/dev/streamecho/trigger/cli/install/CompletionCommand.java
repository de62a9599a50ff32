package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.cli.screen.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description =
                "Prints the script with which a shell completes commands and options: source <(trigger completion bash).")
public final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", converter = Shell.Converter.class, description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Screen.of(spec).lines(CompletionScript.of(spec).in(shell));
        return CommandLine.ExitCode.OK;
    }
}
