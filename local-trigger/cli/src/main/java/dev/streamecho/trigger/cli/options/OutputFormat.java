package dev.streamecho.trigger.cli.options;

import java.util.Locale;

/** The forms in which a command prints what it found; called as in AWS CLI. */
enum OutputFormat {
    TEXT,
    JSON;

    /** Reads the name of one. */
    static final class Converter extends WordConverter<OutputFormat> {
        Converter() {
            super(OutputFormat.class);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
