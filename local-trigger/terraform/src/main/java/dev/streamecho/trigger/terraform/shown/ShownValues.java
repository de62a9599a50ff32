package dev.streamecho.trigger.terraform.shown;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.terraform.language.HclJson;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The values of a resource as they are shown. */
final class ShownValues {
    private ShownValues() {}

    /**
     * Returns the arguments that are given. A state has all, and those that nobody gave are null, or empty strings and lists.
     *
     * @param values the object with the arguments
     */
    static Entries given(JsonNode values) {
        return given(HclJson.value(values) instanceof Entries entries ? entries : HclValue.entries(Map.of()));
    }

    private static Entries given(Entries all) {
        Map<String, HclValue> given = new LinkedHashMap<>();
        for (String name : all.keys()) {
            HclValue value = blocks(all.get(name));
            boolean isEmpty = value instanceof Null
                    || value instanceof Text text && text.text().isEmpty()
                    || value instanceof Items items && items.items().isEmpty();
            if (!isEmpty) {
                given.put(name, value);
            }
        }
        return HclValue.entries(given);
    }

    /** Blocks are objects in a list. */
    private static HclValue blocks(HclValue value) {
        return value instanceof Items items
                ? HclValue.items(items.items().stream()
                        .map(item -> item instanceof Entries block ? given(block) : item)
                        .toList())
                : value;
    }

    /** Returns the values with every string replaced, at any depth. */
    static HclValue replaced(HclValue value, UnaryOperator<String> replacement) {
        if (value instanceof Text text) {
            return HclValue.text(replacement.apply(text.text()));
        }
        if (value instanceof Items items) {
            return HclValue.items(items.items().stream()
                    .map(item -> replaced(item, replacement))
                    .toList());
        }
        if (value instanceof Entries entries) {
            Map<String, HclValue> replaced = new LinkedHashMap<>();
            entries.keys().forEach(key -> replaced.put(key, replaced(entries.get(key), replacement)));
            return HclValue.entries(replaced);
        }
        return value;
    }
}
