package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The tables of a stack, as DynamoDB knows them now, if they are in this process. */
final class TableDescriptions {
    private final StackRun stack;

    TableDescriptions(StackRun stack) {
        this.stack = stack;
    }

    /**
     * A table.
     *
     * @param keys the partition key, then the sort key if it has one
     * @param timeToLive the attribute with the time, if time to live is on
     */
    record Table(
            String logicalId,
            String tableName,
            List<KeyAttribute> keys,
            Optional<String> streamViewType,
            Optional<String> streamArn,
            Optional<String> timeToLive) {

        ObjectNode json() {
            ObjectNode json = Json.object().put("table", logicalId).put("tableName", tableName);
            ArrayNode array = json.putArray("keys");
            keys.forEach(key -> array.addObject().put("name", key.name()).put("type", key.type()));
            Json.put(json, "streamViewType", streamViewType);
            Json.put(json, "streamArn", streamArn);
            Json.put(json, "timeToLive", timeToLive);
            return json;
        }
    }

    /** @param type {@code S}, {@code N} or {@code B} */
    record KeyAttribute(String name, String type) {}

    /** Returns those of the template, in its order; of tables that are elsewhere only the names are known. */
    List<Table> all() {
        Optional<DynamoDbClient> client = stack.client();
        return stack.template().tables().stream()
                .map(definition -> client.map(here -> described(here, definition))
                        .orElseGet(() -> new Table(
                                definition.logicalId(),
                                definition.tableName(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .toList();
    }

    private static Table described(DynamoDbClient client, TableDefinition definition) {
        String name = definition.tableName();
        TableDescription table =
                client.describeTable(request -> request.tableName(name)).table();
        List<KeyAttribute> keys = table.keySchema().stream()
                .map(key -> new KeyAttribute(key.attributeName(), typeOf(key.attributeName(), table)))
                .toList();
        Optional<String> viewType = Optional.ofNullable(table.streamSpecification())
                .filter(stream -> Boolean.TRUE.equals(stream.streamEnabled()))
                .map(stream -> stream.streamViewTypeAsString());
        Optional<String> timeToLive = Optional.ofNullable(client.describeTimeToLive(request -> request.tableName(name))
                        .timeToLiveDescription())
                .filter(found -> found.timeToLiveStatus() == TimeToLiveStatus.ENABLED)
                .map(found -> found.attributeName());
        return new Table(
                definition.logicalId(),
                name,
                keys,
                viewType,
                viewType.flatMap(on -> Optional.ofNullable(table.latestStreamArn())),
                timeToLive);
    }

    private static String typeOf(String attribute, TableDescription table) {
        return table.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(attribute))
                .map(definition -> definition.attributeTypeAsString())
                .findFirst()
                .orElse("S");
    }
}
