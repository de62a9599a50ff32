package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.cli.options.OutputOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes items, named by their keys, from the table of a running trigger. */
@Command(
        name = "delete",
        description = "Deletes items from the table of a running trigger. Status 1 if some were refused.")
public final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private TableOptions table;

    @Mixin
    private OutputOption output;

    @Parameters(
            paramLabel = "KEY",
            description =
                    "The item's key as JSON: '{\"id\":\"1\"}'; or many, or whole items, in a file or on standard input (-).")
    private String argument;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return new ItemChanges(ItemChange.DELETE, spec, output).make(table, argument);
    }
}
