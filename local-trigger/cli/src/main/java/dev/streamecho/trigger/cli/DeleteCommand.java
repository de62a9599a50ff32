package dev.streamecho.trigger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes an item, named by its key as plain JSON, from the table of a running trigger. */
@Command(name = "delete", description = "Deletes an item from the table of a running trigger.")
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private TableOptions table;

    @Parameters(paramLabel = "KEY", description = "The item's key as plain JSON: '{\"id\":\"1\"}'.")
    private String key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        table.change(
                key,
                spec,
                (client, change) -> client.deleteItem(
                        request -> request.tableName(change.tableName()).key(change.attributes())));
        return 0;
    }
}
