package dev.streamecho.trigger.cli.options;

import java.nio.file.Path;

/** Where the trigger keeps what it builds, what topics and buckets get, and what other commands need to know of a run. */
public final class TriggerFolder {
    /** In the current folder. */
    public static final Path PATH = Path.of(".trigger");

    private TriggerFolder() {}
}
