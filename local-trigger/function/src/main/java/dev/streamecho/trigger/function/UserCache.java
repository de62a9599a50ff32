package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The user's own folder for what is made once on this machine, for all projects, and may be deleted at any time.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public final class UserCache {
    private UserCache() {}

    /** Returns the folder, which need not exist. */
    public static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> home().resolve(".cache"))
                .resolve("stream-echo");
    }

    /** Returns the user's home as shells have it, which may be another than that of the user's account. */
    public static Path home() {
        return Optional.ofNullable(System.getenv("HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }
}
