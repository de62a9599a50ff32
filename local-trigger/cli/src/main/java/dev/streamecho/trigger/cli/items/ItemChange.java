package dev.streamecho.trigger.cli.items;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What is done with each of many items. */
enum ItemChange {
    PUT("put") {
        @Override
        WriteRequest request(Map<String, AttributeValue> item, ItemTable table) {
            return WriteRequest.builder().putRequest(put -> put.item(item)).build();
        }

        @Override
        void make(Map<String, AttributeValue> item, ItemTable table) {
            table.client().putItem(put -> put.tableName(table.name()).item(item));
        }
    },
    DELETE("deleted") {
        @Override
        WriteRequest request(Map<String, AttributeValue> item, ItemTable table) {
            return WriteRequest.builder()
                    .deleteRequest(delete -> delete.key(key(item, table)))
                    .build();
        }

        @Override
        void make(Map<String, AttributeValue> item, ItemTable table) {
            table.client().deleteItem(delete -> delete.tableName(table.name()).key(key(item, table)));
        }
    };

    private final String done;

    ItemChange(String done) {
        this.done = done;
    }

    /** Returns what was done with an item, as a participle. */
    String done() {
        return done;
    }

    /** Returns the change as a part of a call with several. */
    abstract WriteRequest request(Map<String, AttributeValue> item, ItemTable table);

    /** Makes the change in a call of its own. */
    abstract void make(Map<String, AttributeValue> item, ItemTable table);

    /** Returns the key of an item that may be whole; what lacks a part of the key stays as it is, and is refused. */
    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item, ItemTable table) {
        Map<String, AttributeValue> key = table.keyOf(item);
        return key.size() == table.keyNames().size() ? key : item;
    }
}
