package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.page.api.TableDescriptions.KeyAttribute;
import dev.streamecho.trigger.page.api.TableDescriptions.Table;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads items of a table: all, or those with a partition key and possibly the beginning of a sort key. */
record ItemReading(DynamoDbClient client, Table table) {

    /**
     * Reads a page.
     *
     * @param keys the values of keys as they were typed; none reads all
     * @throws ApiException if they are no key of the table
     */
    ItemPage page(Map<String, String> keys, int limit, Optional<Map<String, AttributeValue>> start) {
        keys.keySet().stream().filter(name -> !isKey(name)).findFirst().ifPresent(name -> {
            throw ApiException.invalid(
                    "%s is no key of %s; it has %s"
                            .formatted(
                                    name,
                                    table.logicalId(),
                                    table.keys().stream()
                                            .map(KeyAttribute::name)
                                            .collect(Collectors.joining(", "))),
                    name);
        });
        return keys.isEmpty() ? scan(limit, start) : query(keys, limit, start);
    }

    private boolean isKey(String name) {
        return table.keys().stream().anyMatch(key -> key.name().equals(name));
    }

    private ItemPage scan(int limit, Optional<Map<String, AttributeValue>> start) {
        ScanResponse response = client.scan(
                request -> request.tableName(table.tableName()).limit(limit).exclusiveStartKey(start.orElse(null)));
        return page(response.items(), response.lastEvaluatedKey());
    }

    private ItemPage query(Map<String, String> keys, int limit, Optional<Map<String, AttributeValue>> start) {
        KeyAttribute partition = table.keys().get(0);
        if (!keys.containsKey(partition.name())) {
            throw ApiException.invalid("A query needs a value of the partition key, " + partition.name());
        }
        StringBuilder condition = new StringBuilder("#k0 = :v0");
        Map<String, String> names = new HashMap<>(Map.of("#k0", partition.name()));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":v0", value(partition, keys)));
        if (table.keys().size() > 1 && keys.containsKey(table.keys().get(1).name())) {
            KeyAttribute sort = table.keys().get(1);
            condition.append(sort.type().equals("S") ? " AND begins_with(#k1, :v1)" : " AND #k1 = :v1");
            names.put("#k1", sort.name());
            values.put(":v1", value(sort, keys));
        }
        QueryResponse response = client.query(request -> request.tableName(table.tableName())
                .keyConditionExpression(condition.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .limit(limit)
                .exclusiveStartKey(start.orElse(null)));
        return page(response.items(), response.lastEvaluatedKey());
    }

    private static ItemPage page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {
        return new ItemPage(items, Optional.ofNullable(next));
    }

    private static AttributeValue value(KeyAttribute key, Map<String, String> keys) {
        String typed = Objects.requireNonNull(keys.get(key.name()));
        try {
            return switch (key.type()) {
                case "N" -> AttributeValue.fromN(new BigDecimal(typed).toString());
                case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(Base64.getDecoder().decode(typed)));
                default -> AttributeValue.fromS(typed);
            };
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    "%s is %s, and has to be %s"
                            .formatted(key.name(), typed, key.type().equals("N") ? "a number" : "Base64"),
                    typed);
        }
    }
}
