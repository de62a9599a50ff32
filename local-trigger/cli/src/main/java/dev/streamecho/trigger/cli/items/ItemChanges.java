package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.table.ItemReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code put} and {@code delete} have in common: a change that is made with one item or many. */
final class ItemChanges {
    private final ItemChange change;
    private final CommandSpec command;
    private final OutputOption output;

    ItemChanges(ItemChange change, CommandSpec command, OutputOption output) {
        this.change = change;
        this.command = command;
        this.output = output;
    }

    /**
     * Makes the change.
     *
     * @param argument the items, or where they are
     * @return the exit status: 1 if the table has refused some of them
     * @throws UserError if it refuses the only one, or cannot be reached
     */
    int make(TableOptions table, String argument) {
        try (ItemReader items = ItemArgument.open(argument)) {
            ItemReport report = table.use(command, found -> report(found, items));
            if (output.isJson()) {
                report.printJson(command);
            } else {
                report.print(command, ItemArgument.file(argument));
            }
            return report.refused() == 0 ? 0 : 1;
        }
    }

    private ItemReport report(ItemTable table, ItemReader items) {
        try {
            List<ItemOutcome> outcomes = new ItemWrites(table, change).write(items);
            Optional<String> refusal = outcomes.size() == 1 ? outcomes.get(0).refusal() : Optional.empty();
            if (refusal.isPresent()) {
                throw new UserError("%s: %s".formatted(table.name(), refusal.get()));
            }
            return new ItemReport(table.name(), change, outcomes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while items were " + change.done());
        }
    }
}
