package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.cli.options.WordConverter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The shells that complete the command. */
enum Shell {
    BASH,
    ZSH;

    /** Reads the name of one. */
    static final class Converter extends WordConverter<Shell> {
        Converter() {
            super(Shell.class);
        }
    }

    /** Returns the one with a path such as {@code /bin/zsh}; empty for another one. */
    static Optional<Shell> of(String path) {
        Path name = Path.of(path).getFileName();
        for (Shell shell : values()) {
            if (name != null && shell.toString().equals(name.toString())) {
                return Optional.of(shell);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
