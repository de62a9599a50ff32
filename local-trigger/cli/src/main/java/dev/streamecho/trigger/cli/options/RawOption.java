package dev.streamecho.trigger.cli.options;

import picocli.CommandLine.Option;

/** Whether lines are whole on a terminal, too; the screen asks the command for it by its name. */
public final class RawOption {
    @Option(
            names = "--raw",
            description = "Prints log lines and invocations whole on a terminal, too, as into a file or a pipe.")
    @SuppressWarnings("unused")
    private boolean raw;
}
