package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.cli.screen.Screen;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes this trigger a command for every project. */
@Command(
        name = "install",
        description = {
            "Makes trigger a command for every project, with completion for bash and zsh.",
            "It replaces an installed one; a trigger that runs keeps its files."
        })
public final class InstallCommand implements Callable<Integer> {
    @Mixin
    private PrefixOption option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Prefix prefix = option.prefix();
        prefix.install(Program.running(), version(), CompletionScript.of(spec));
        Screen screen = Screen.of(spec);
        screen.line("trigger %s is installed: %s".formatted(version(), prefix.command()));
        Surroundings surroundings = Surroundings.ofThisProcess();
        pathAdvice(prefix, surroundings).ifPresent(screen::line);
        prefix.completions().stream()
                .filter(file -> surroundings.shells().contains(file.shell()))
                .flatMap(file -> file.advice(surroundings).stream())
                .forEach(screen::line);
        return CommandLine.ExitCode.OK;
    }

    private String version() {
        String[] words = spec.root().version()[0].split(" ");
        return words[words.length - 1];
    }

    /** Returns what to do if the shell does not find the command, or finds another one. */
    private static Optional<String> pathAdvice(Prefix prefix, Surroundings surroundings) {
        Path bin = prefix.command().getParent();
        if (!surroundings.isOnPath(bin)) {
            return Optional.of("%s is not on the PATH; add to your shell's own file: export PATH=\"%s:$PATH\""
                    .formatted(bin, bin));
        }
        return surroundings
                .found("trigger")
                .filter(found -> !found.equals(prefix.command()))
                .map(found -> "the PATH has another one before it: " + found);
    }
}
