package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.table.ItemJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A table that a command reads or changes. This class is not thread-safe. */
final class ItemTable {
    private final DynamoDbClient client;
    private final String name;
    private Optional<List<String>> keyNames = Optional.empty();

    /** Makes a table; the client stays the caller's. */
    ItemTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    /** Returns the names of the key's attributes. */
    List<String> keyNames() {
        if (keyNames.isEmpty()) {
            keyNames =
                    Optional.of(client.describeTable(describe -> describe.tableName(name)).table().keySchema().stream()
                            .map(KeySchemaElement::attributeName)
                            .toList());
        }
        return keyNames.get();
    }

    /** Returns the key of an item, as far as the item has it. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (String attribute : keyNames()) {
            if (item.containsKey(attribute)) {
                key.put(attribute, item.get(attribute));
            }
        }
        return key;
    }

    /** Returns a key as a person reads it: {@code id=1 sort=2}. */
    static String shown(Map<String, AttributeValue> key) {
        return key.entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + shown(attribute.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            default -> ItemJson.plain(Map.of("", value)).replaceAll("^\\{\"\":|\\}$", "");
        };
    }
}
