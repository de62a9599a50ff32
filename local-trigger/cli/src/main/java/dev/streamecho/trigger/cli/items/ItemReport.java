package dev.streamecho.trigger.cli.items;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.table.ItemJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what became of items. */
final class ItemReport {
    /** More lines are too many for a screen. */
    private static final int MOST_SHOWN = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tableName;
    private final ItemChange change;
    private final List<ItemOutcome> outcomes;

    ItemReport(String tableName, ItemChange change, List<ItemOutcome> outcomes) {
        this.tableName = tableName;
        this.change = change;
        this.outcomes = outcomes;
    }

    /** Returns how many items the table has not taken. */
    long refused() {
        return outcomes.stream()
                .filter(outcome -> outcome.refusal().isPresent())
                .count();
    }

    /**
     * Prints a line for each item if they are few, one for each that was refused in any case, and how many there were.
     *
     * @param file where they were; empty if they were the command's argument
     */
    void print(CommandSpec command, Optional<String> file) {
        Screen out = Screen.of(command);
        Screen errors = Screen.ofErrors(command);
        for (ItemOutcome outcome : outcomes) {
            if (outcome.refusal().isPresent()) {
                errors.line("%s%s was not %s: %s"
                        .formatted(
                                file.map(name -> "%s:%d: ".formatted(name, outcome.line()))
                                        .orElse(""),
                                outcome.key().isEmpty() ? "an item without a key" : ItemTable.shown(outcome.key()),
                                change.done(),
                                outcome.refusal().get()));
            } else if (outcomes.size() <= MOST_SHOWN && !out.isQuiet()) {
                out.line("%s %s".formatted(change.done(), ItemTable.shown(outcome.key())));
            }
        }
        if (outcomes.size() > MOST_SHOWN || refused() > 0 || outcomes.isEmpty()) {
            out.line("%s: %s %s, %d refused"
                    .formatted(tableName, Shown.count(outcomes.size() - refused(), "item"), change.done(), refused()));
        }
    }

    /** Prints the same as JSON. */
    void printJson(CommandSpec command) {
        ObjectNode json = JSON.createObjectNode().put("table", tableName);
        json.put(change.done(), outcomes.size() - refused()).put("refused", refused());
        ArrayNode items = json.putArray("items");
        for (ItemOutcome outcome : outcomes) {
            ObjectNode item = items.addObject().put("line", outcome.line());
            item.putRawValue("key", new RawValue(ItemJson.plain(outcome.key())));
            item.put("outcome", outcome.refusal().isPresent() ? "refused" : change.done());
            outcome.refusal().ifPresent(reason -> item.put("reason", reason));
        }
        try {
            Screen.of(command).line(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
