package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.table.ItemJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * One change of the demo.
 *
 * @param item to put, or the key to delete
 * @param tableOption what the command needs to find the table, beginning with a space; empty where there is just one
 */
record DemoStep(String eventName, String table, Map<String, AttributeValue> item, String tableOption) {
    private static final String REMOVE = "REMOVE";

    /**
     * Returns an insert, a change and a delete of one item.
     *
     * @param onlyTable whether commands find the table without its name
     */
    static List<DemoStep> in(TableDescription table, String logicalId, boolean onlyTable) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (KeySchemaElement element : table.keySchema()) {
            key.put(element.attributeName(), example(typeOf(element.attributeName(), table)));
        }
        String name = key.containsKey("name") ? "value" : "name";
        String option = onlyTable ? "" : " --table " + logicalId;
        return List.of(
                new DemoStep("INSERT", table.tableName(), with(key, name, "Ada"), option),
                new DemoStep("MODIFY", table.tableName(), with(key, name, "Ada Lovelace"), option),
                new DemoStep(REMOVE, table.tableName(), key, option));
    }

    /** Returns what one would type instead. */
    String title() {
        return Launcher.command("%s '%s'%s"
                .formatted(eventName.equals(REMOVE) ? "delete" : "put", ItemJson.shortest(item), tableOption));
    }

    void apply(DynamoDbClient client) {
        if (eventName.equals(REMOVE)) {
            client.deleteItem(request -> request.tableName(table).key(item));
        } else {
            client.putItem(request -> request.tableName(table).item(item));
        }
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> key, String name, String value) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        item.put(name, AttributeValue.fromS(value));
        return item;
    }

    private static Optional<String> typeOf(String attribute, TableDescription table) {
        return table.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(attribute))
                .map(AttributeDefinition::attributeTypeAsString)
                .findFirst();
    }

    private static AttributeValue example(Optional<String> type) {
        return switch (type.orElse("S")) {
            case "N" -> AttributeValue.fromN("1");
            case "B" -> AttributeValue.fromB(SdkBytes.fromUtf8String("1"));
            default -> AttributeValue.fromS("1");
        };
    }
}
