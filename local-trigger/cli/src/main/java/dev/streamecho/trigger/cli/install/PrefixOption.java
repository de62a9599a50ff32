package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.function.UserCache;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the command is, or goes. */
final class PrefixOption {
    private static final String HOME = "~/";

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description = "The folder whose bin has the command. Default: ~/.local.")
    private String folder;

    /** Returns the prefix that was given; empty if none was. */
    Optional<Prefix> given() {
        return Optional.ofNullable(folder).map(PrefixOption::path).map(PrefixOption::prefix);
    }

    /** Returns the prefix that was given, or the user's own. */
    Prefix prefix() {
        return given().orElseGet(() -> prefix(UserCache.home().resolve(".local")));
    }

    /** A shell leaves the tilde in {@code --prefix=~/tools}. */
    private static Path path(String given) {
        return given.startsWith(HOME) ? UserCache.home().resolve(given.substring(HOME.length())) : Path.of(given);
    }

    private static Prefix prefix(Path folder) {
        return new Prefix(folder.toAbsolutePath().normalize());
    }
}
