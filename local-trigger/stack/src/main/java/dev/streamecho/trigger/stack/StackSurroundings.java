package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.journal.Surroundings;
import dev.streamecho.trigger.journal.TypedKey;
import dev.streamecho.trigger.template.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a running stack has beside its journal.
 *
 * @param leftOut the mappings that do not run
 * @param client of its tables, if they are in this process
 */
record StackSurroundings(
        Template template,
        List<LeftOut> leftOut,
        StackControl control,
        Optional<DynamoDbClient> client,
        Instant startedAt)
        implements Surroundings {

    /**
     * Looks at a stack that has begun to run.
     *
     * @param reasons has those for what was left out
     */
    static StackSurroundings of(
            Template template,
            StackPlan plan,
            dev.streamecho.trigger.stack.LeftOut reasons,
            StackControl control,
            Optional<DynamoDbClient> client) {
        List<LeftOut> leftOut = Stream.concat(plan.onTables().stream(), plan.elsewhere().stream())
                .filter(mapping -> control.mapping(mapping.logicalId()).isEmpty())
                .map(mapping -> new LeftOut(
                        mapping.logicalId(),
                        mapping.tableId(),
                        reasons.reason(mapping.logicalId())
                                .or(() -> reasons.reason(mapping.function().logicalId()))
                                .orElse("its function does not run")))
                .toList();
        return new StackSurroundings(template, leftOut, control, client, Instant.now());
    }

    @Override
    public List<Table> tables() {
        return template.tables().stream()
                .map(table -> new Table(
                        table.logicalId(),
                        table.tableName(),
                        table.streamViewType().isPresent()))
                .toList();
    }

    @Override
    public boolean isEnabled(String mapping) {
        return control.mapping(mapping)
                .filter(found -> found.status().state() != MappingStatus.State.DISABLED)
                .isPresent();
    }

    @Override
    public Optional<String> obstacle(String function) {
        return control.function(function).flatMap(ControlledFunction::obstacle);
    }

    @Override
    public List<String> tablesWith(TypedKey key) {
        return client.map(tables -> template.tables().stream()
                        .filter(table -> has(tables, table.tableName(), key))
                        .map(table -> table.logicalId())
                        .toList())
                .orElse(List.of());
    }

    private static boolean has(DynamoDbClient client, String table, TypedKey key) {
        try {
            TableDescription description =
                    client.describeTable(request -> request.tableName(table)).table();
            Optional<Map<String, AttributeValue>> item = itemKey(description, key);
            return item.isPresent()
                    && client.getItem(request -> request.tableName(table).key(item.get()))
                            .hasItem();
        } catch (DynamoDbException notThereOrNoKey) {
            return false;
        }
    }

    /** Empty if the key has not all attributes of the table's. */
    private static Optional<Map<String, AttributeValue>> itemKey(TableDescription table, TypedKey key) {
        Map<String, AttributeValue> item = new HashMap<>();
        for (KeySchemaElement element : table.keySchema()) {
            Optional<String> value = key.value(element.attributeName(), element.keyType() == KeyType.HASH);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            boolean isNumber = table.attributeDefinitions().stream()
                    .filter(attribute -> attribute.attributeName().equals(element.attributeName()))
                    .map(AttributeDefinition::attributeTypeAsString)
                    .anyMatch("N"::equals);
            item.put(
                    element.attributeName(),
                    isNumber ? AttributeValue.fromN(value.get()) : AttributeValue.fromS(value.get()));
        }
        return Optional.of(item);
    }
}
