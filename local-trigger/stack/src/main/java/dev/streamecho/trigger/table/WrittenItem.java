package dev.streamecho.trigger.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * An item that a call is about to write.
 *
 * @param table the table's name
 * @param attributes those of the key, possibly others too
 */
record WrittenItem(String table, Map<String, AttributeValue> attributes) {

    /** Returns the items of a batch, by the name or ARN of their table. */
    static List<WrittenItem> of(Map<String, List<WriteRequest>> batch) {
        return batch.entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(write -> of(table.getKey(), write)))
                .toList();
    }

    private static WrittenItem of(String table, WriteRequest write) {
        if (write.putRequest() != null) {
            return of(table, write.putRequest().item());
        }
        return of(
                table,
                write.deleteRequest() == null ? Map.of() : write.deleteRequest().key());
    }

    static WrittenItem of(String tableNameOrArn, Map<String, AttributeValue> attributes) {
        return new WrittenItem(LocalArns.tableName(tableNameOrArn), attributes);
    }

    /** Returns the items of a transaction; what it only checks is none of them. */
    static List<WrittenItem> of(List<TransactWriteItem> transaction) {
        return transaction.stream()
                .flatMap(item -> Stream.of(
                                Optional.ofNullable(item.put()).map(put -> of(put.tableName(), put.item())),
                                Optional.ofNullable(item.update()).map(update -> of(update.tableName(), update.key())),
                                Optional.ofNullable(item.delete()).map(delete -> of(delete.tableName(), delete.key())))
                        .flatMap(Optional::stream))
                .toList();
    }
}
