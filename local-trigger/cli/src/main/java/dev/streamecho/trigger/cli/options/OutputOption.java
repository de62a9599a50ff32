package dev.streamecho.trigger.cli.options;

import picocli.CommandLine.Option;

/** Whether a command prints text or JSON. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            converter = OutputFormat.Converter.class,
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    /** Returns whether it prints JSON. */
    public boolean isJson() {
        return format == OutputFormat.JSON;
    }
}
