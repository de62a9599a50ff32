package dev.streamecho.trigger.cli.screen;

import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How much is shown.
 *
 * @param columns those of the terminal, to which short lines are cut; empty if lines are whole
 * @param isQuiet whether only results are shown, and what went wrong
 */
record View(Optional<IntSupplier> columns, boolean isQuiet) {
    static final View WHOLE = new View(Optional.empty(), false);

    static View of(Terminal terminal, CommandSpec spec) {
        boolean isShort = terminal.isSeen() && !isSet("--raw", spec);
        return new View(isShort ? Optional.of(new TerminalWidth()) : Optional.empty(), isQuiet(spec));
    }

    static boolean isQuiet(CommandSpec spec) {
        return isSet("--quiet", spec);
    }

    private static boolean isSet(String option, CommandSpec spec) {
        OptionSpec given = spec.findOption(option);
        return given != null && Boolean.TRUE.equals(given.getValue());
    }
}
