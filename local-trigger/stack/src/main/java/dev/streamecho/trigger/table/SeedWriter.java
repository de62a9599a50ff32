package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.ItemKey;
import dev.streamecho.trigger.table.ItemReader.ItemAtLine;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes the items of a file, many in one transaction: in a data directory each transaction is forced to the disk. This class is not
 * thread-safe.
 */
final class SeedWriter {
    /** A transaction takes no more. */
    private static final int ITEMS_AT_ONCE = 100;

    private final DynamoDbClient client;
    private final TableDefinition table;
    private final Path file;
    private final List<String> keyNames;
    private final List<ItemAtLine> waiting = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    SeedWriter(DynamoDbClient client, TableDefinition table, Path file) {
        this.client = client;
        this.table = table;
        this.file = file;
        this.keyNames =
                client.describeTable(describe -> describe.tableName(table.tableName())).table().keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .toList();
    }

    /** Writes an item, now or with those that follow. */
    void write(ItemAtLine item) {
        // A transaction writes no item twice, and the later one counts.
        if (waiting.size() == ITEMS_AT_ONCE || !keys.add(key(item))) {
            flush();
            keys.add(key(item));
        }
        waiting.add(item);
    }

    private String key(ItemAtLine item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>(item.attributes());
        key.keySet().retainAll(keyNames);
        return ItemKey.of(key);
    }

    /**
     * Writes what was not written yet.
     *
     * @throws UserError if DynamoDB refuses an item
     */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<TransactWriteItem> writes = waiting.stream()
                .map(item -> TransactWriteItem.builder()
                        .put(put -> put.tableName(table.tableName()).item(item.attributes()))
                        .build())
                .toList();
        try {
            client.transactWriteItems(transaction -> transaction.transactItems(writes));
        } catch (DynamoDbException refused) {
            // Together they may be too many bytes; and of one that is refused, the line has to be found.
            waiting.forEach(this::put);
        }
        waiting.clear();
        keys.clear();
    }

    private void put(ItemAtLine item) {
        try {
            client.putItem(put -> put.tableName(table.tableName()).item(item.attributes()));
        } catch (DynamoDbException e) {
            throw new UserError(
                    "%s:%d: %s does not take the item: %s"
                            .formatted(
                                    file,
                                    item.line(),
                                    table.logicalId(),
                                    e.awsErrorDetails().errorMessage()),
                    e);
        }
    }
}
