package dev.streamecho.trigger.table;

import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Switches a table's time to live to what its {@code TimeToLiveSpecification} has. */
final class TimeToLive {

    private TimeToLive() {}

    static void set(DynamoDbClient client, TableDefinition definition) {
        Optional<String> wanted = attribute(definition);
        Optional<String> found =
                attribute(client.describeTimeToLive(describe -> describe.tableName(definition.tableName()))
                        .timeToLiveDescription());
        if (!found.equals(wanted)) {
            found.ifPresent(attribute -> update(client, definition.tableName(), attribute, false));
            wanted.ifPresent(attribute -> update(client, definition.tableName(), attribute, true));
        }
    }

    private static Optional<String> attribute(TableDefinition definition) {
        return definition
                .properties()
                .get("TimeToLiveSpecification")
                .filter(specification -> !specification.require("Enabled").isUnknown())
                .filter(specification -> specification.require("Enabled").bool())
                .map(specification -> specification.require("AttributeName"))
                .map(Value::text);
    }

    private static Optional<String> attribute(TimeToLiveDescription description) {
        return Optional.of(description)
                .filter(found -> found.timeToLiveStatus() == TimeToLiveStatus.ENABLED)
                .map(TimeToLiveDescription::attributeName);
    }

    private static void update(DynamoDbClient client, String tableName, String attributeName, boolean enabled) {
        client.updateTimeToLive(update -> update.tableName(tableName)
                .timeToLiveSpecification(specification ->
                        specification.attributeName(attributeName).enabled(enabled)));
    }
}
