package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.cli.screen.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes the command that {@code install} made. */
@Command(
        name = "uninstall",
        description = {
            "Removes the command that install made, with its completion.",
            "What was built for functions stays in the cache."
        })
public final class UninstallCommand implements Callable<Integer> {
    @Mixin
    private PrefixOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Prefix prefix = option.prefix();
        Screen.of(spec)
                .line((prefix.uninstall() ? "trigger is removed from " : "trigger is not installed in ")
                        + prefix.folder());
        return CommandLine.ExitCode.OK;
    }
}
