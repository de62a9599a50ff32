package dev.streamecho.trigger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes an item, given as plain JSON, to the table of a running trigger. */
@Command(name = "put", description = "Writes an item to the table of a running trigger.")
final class PutCommand implements Callable<Integer> {
    @Mixin
    private TableOptions table;

    @Parameters(paramLabel = "ITEM", description = "The item as plain JSON: '{\"id\":\"1\",\"name\":\"Ada\"}'.")
    private String item;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        table.change(
                item,
                spec,
                (client, change) -> client.putItem(
                        request -> request.tableName(change.tableName()).item(change.attributes())));
        return 0;
    }
}
