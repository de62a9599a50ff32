package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.cli.options.OutputOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes items to the table of a running trigger. */
@Command(name = "put", description = "Writes items to the table of a running trigger. Status 1 if some were refused.")
public final class PutCommand implements Callable<Integer> {
    @Mixin
    private TableOptions table;

    @Mixin
    private OutputOption output;

    @Parameters(
            paramLabel = "ITEM",
            description =
                    "The item as JSON: '{\"id\":\"1\",\"name\":\"Ada\"}', or DynamoDB's JSON; or many, in a file or on standard"
                            + " input (-): an array, or one a line.")
    private String argument;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return new ItemChanges(ItemChange.PUT, spec, output).make(table, argument);
    }
}
