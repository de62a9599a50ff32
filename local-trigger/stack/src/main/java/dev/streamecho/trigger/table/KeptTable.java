package dev.streamecho.trigger.table;

import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table that an earlier run left in the data directory, brought to what the template has now. */
final class KeptTable {
    private final DynamoDbClient client;
    private final TableDefinition definition;
    private final TableDescription found;
    private final Consumer<String> notice;

    KeptTable(DynamoDbClient client, TableDefinition definition, TableDescription found, Consumer<String> notice) {
        this.client = client;
        this.definition = definition;
        this.found = found;
        this.notice = notice;
    }

    /**
     * Changes the stream as CloudFormation would: another view type is another stream. Indexes stay as they were.
     *
     * @throws dev.streamecho.trigger.UserError if the key is another one, for which CloudFormation creates another table
     */
    TableDescription update(CreateTableRequest wanted) {
        String foundKey = key(found.keySchema().stream(), found.attributeDefinitions().stream());
        String wantedKey = key(wanted.keySchema().stream(), wanted.attributeDefinitions().stream());
        if (!foundKey.equals(wantedKey)) {
            throw definition
                    .properties()
                    .error("the key is %s, but the table that an earlier run left in --data-dir has %s;"
                                    .formatted(wantedKey, foundKey)
                            + " name another folder, or delete this one");
        }
        if (!indexes(found).equals(indexes(wanted))) {
            notice.accept(definition.logicalId() + " keeps the indexes that an earlier run created;"
                    + " for those of the template, use another --data-dir");
        }
        Optional<StreamViewType> foundView = viewType(found.streamSpecification());
        Optional<StreamViewType> wantedView = viewType(wanted.streamSpecification());
        return foundView.equals(wantedView) ? found : replaceStream(foundView, wanted.streamSpecification());
    }

    private TableDescription replaceStream(Optional<StreamViewType> foundView, StreamSpecification wanted) {
        TableDescription table = found;
        if (foundView.isPresent()) {
            String change = wanted == null
                    ? " no longer has a stream; records that were not read from the old one are not delivered"
                    : " gets another stream, as the StreamViewType of an earlier run was " + foundView.get()
                            + "; mappings read the old one to its end first";
            notice.accept(definition.logicalId() + change);
            table = updateStream(
                    StreamSpecification.builder().streamEnabled(false).build());
        }
        return wanted == null ? table : updateStream(wanted);
    }

    private TableDescription updateStream(StreamSpecification stream) {
        return client.updateTable(
                        update -> update.tableName(definition.tableName()).streamSpecification(stream))
                .tableDescription();
    }

    private static Optional<StreamViewType> viewType(StreamSpecification stream) {
        return Optional.ofNullable(stream)
                .filter(StreamSpecification::streamEnabled)
                .map(StreamSpecification::streamViewType);
    }

    private static String key(Stream<KeySchemaElement> schema, Stream<AttributeDefinition> attributes) {
        Map<String, String> types = attributes.collect(Collectors.toMap(
                AttributeDefinition::attributeName,
                AttributeDefinition::attributeTypeAsString,
                (first, second) -> second));
        return schema.map(key -> "%s %s %s"
                        .formatted(key.keyTypeAsString(), key.attributeName(), types.get(key.attributeName())))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Set<String> indexes(TableDescription table) {
        return names(
                table.globalSecondaryIndexes().stream().map(GlobalSecondaryIndexDescription::indexName),
                table.localSecondaryIndexes().stream().map(LocalSecondaryIndexDescription::indexName));
    }

    private static Set<String> indexes(CreateTableRequest table) {
        return names(
                table.globalSecondaryIndexes().stream().map(GlobalSecondaryIndex::indexName),
                table.localSecondaryIndexes().stream().map(LocalSecondaryIndex::indexName));
    }

    private static Set<String> names(Stream<String> global, Stream<String> local) {
        return Stream.concat(global, local).collect(Collectors.toSet());
    }
}
