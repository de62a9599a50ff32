package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.cli.screen.Printable;
import dev.streamecho.trigger.table.ItemJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as one line of JSON, which a terminal can show: its key first, and then the others by their names. */
final class ItemLine {
    private ItemLine() {}

    /**
     * Returns the line, without its end.
     *
     * @param isTyped whether it is in DynamoDB's JSON in any case, and not only if plain JSON would lose a type
     */
    static String of(Map<String, AttributeValue> item, List<String> keyNames, boolean isTyped) {
        Map<String, AttributeValue> sorted = new LinkedHashMap<>();
        keyNames.stream().filter(item::containsKey).forEach(name -> sorted.put(name, item.get(name)));
        new TreeMap<>(item).forEach(sorted::putIfAbsent);
        return Printable.line(isTyped ? ItemJson.typed(sorted) : ItemJson.shortest(sorted));
    }
}
