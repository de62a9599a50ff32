package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of this user's files that are made once for all projects, and may be deleted at any time.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class UserCache {
    private UserCache() {}

    static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(given -> !given.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("stream-echo");
    }
}
