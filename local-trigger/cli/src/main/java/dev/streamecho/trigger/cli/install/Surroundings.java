package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.function.UserCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the user's shell finds by itself, as its variables show. */
record Surroundings(Map<String, String> variables, Path home) {
    /** Where packages of systems and of Homebrew put bash-completion. */
    private static final List<Path> BASH_COMPLETION = List.of(
            Path.of("/usr/share/bash-completion/bash_completion"),
            Path.of("/usr/local/share/bash-completion/bash_completion"),
            Path.of("/usr/local/etc/profile.d/bash_completion.sh"),
            Path.of("/opt/homebrew/etc/profile.d/bash_completion.sh"));

    private static final List<Path> ZSH_FUNCTIONS =
            List.of(Path.of("/usr/local/share/zsh/site-functions"), Path.of("/usr/share/zsh/site-functions"));

    static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), UserCache.home());
    }

    /** Returns the shells whose user it may be: the one of {@code SHELL}, none if that is another one, all if it is not set. */
    List<Shell> shells() {
        return variable("SHELL").map(path -> Shell.of(path).stream().toList()).orElse(List.of(Shell.values()));
    }

    /** Returns what the shell runs as a command that is found by its name; empty if it finds none. */
    Optional<Path> found(String command) {
        return paths("PATH")
                .map(folder -> folder.resolve(command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    boolean isOnPath(Path folder) {
        return paths("PATH").anyMatch(entry -> isSame(entry, folder));
    }

    boolean bashLooksIn(Path share) {
        return BASH_COMPLETION.stream().anyMatch(Files::exists)
                && Stream.concat(
                                Stream.of(folder(
                                        "XDG_DATA_HOME", home.resolve(".local").resolve("share"))),
                                variable("XDG_DATA_DIRS").isPresent()
                                        ? paths("XDG_DATA_DIRS")
                                        : Stream.of(Path.of("/usr/local/share"), Path.of("/usr/share")))
                        .anyMatch(entry -> isSame(entry, share));
    }

    boolean zshLooksIn(Path functions) {
        return Stream.concat(ZSH_FUNCTIONS.stream(), paths("FPATH")).anyMatch(entry -> isSame(entry, functions));
    }

    private Path folder(String variable, Path otherwise) {
        return variable(variable).map(Path::of).orElse(otherwise);
    }

    private Stream<Path> paths(String variable) {
        return variable(variable).stream()
                .flatMap(list -> Stream.of(list.split(":")))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static boolean isSame(Path one, Path other) {
        return one.normalize().equals(other.normalize());
    }
}
