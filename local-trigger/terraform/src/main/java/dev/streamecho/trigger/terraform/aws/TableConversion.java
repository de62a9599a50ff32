package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.configuration.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table. One without {@code stream_enabled = true} has no stream, whatever its view type says: the provider then sends none.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table">aws_dynamodb_table</a>
 */
final class TableConversion implements Conversion {
    static final String TYPE = "aws_dynamodb_table";

    private static final String DESTINATION = "aws_dynamodb_kinesis_streaming_destination";
    private static final String PROVISIONED = "PROVISIONED";
    private static final String ON_DEMAND = "PAY_PER_REQUEST";

    /** Returns whether a table has a stream. */
    static boolean hasStream(ResourceInstance table) {
        return table.isData()
                || table.settings()
                        .get("stream_enabled")
                        .filter(FunctionConversion::isTrue)
                        .isPresent();
    }

    @Override
    public void add(ResourceInstance table, StackBuilder stack) {
        Settings settings = table.settings();
        Properties properties = new Properties(settings)
                .as("name", "TableName")
                .same("billing_mode")
                .blocks(
                        "attribute",
                        "AttributeDefinitions",
                        attribute -> attribute.as("name", "AttributeName").as("type", "AttributeType"))
                .put("KeySchema", "hash_key", keys(settings))
                .blocks("global_secondary_index", "GlobalSecondaryIndexes", index -> addIndex(index, settings))
                .blocks("local_secondary_index", "LocalSecondaryIndexes", index -> addIndex(index, settings));
        if (!isOnDemand(settings)) {
            properties.put("BillingMode", "billing_mode", Nodes.text(PROVISIONED, settings.line()));
            properties.put("ProvisionedThroughput", "read_capacity", throughput(settings));
        }
        if (hasStream(table)) {
            properties.put("StreamSpecification", "stream_enabled", stream(settings));
        }
        settings.block("ttl")
                .filter(ttl ->
                        ttl.get("enabled").filter(FunctionConversion::isTrue).isPresent())
                .ifPresent(ttl -> properties.block(
                        "ttl",
                        "TimeToLiveSpecification",
                        specification -> specification.same("attribute_name", "enabled")));
        if (stack.catalog().ofType(DESTINATION).anyMatch(destination -> isOf(table, destination))) {
            properties.put("KinesisStreamSpecification", new Mapping(Map.of(), settings.line()));
        }
        settings.block("import_table")
                .ifPresent(source -> properties.put("ImportSourceSpecification", new Mapping(Map.of(), source.line())));
        stack.add(table, "AWS::DynamoDB::Table", properties);
    }

    private static boolean isOf(ResourceInstance table, ResourceInstance destination) {
        Optional<String> name = Catalog.text(table, "name");
        return name.isPresent() && Catalog.text(destination, "table_name").equals(name);
    }

    private static boolean isOnDemand(Settings settings) {
        return Catalog.text(settings.get("billing_mode"))
                .filter(ON_DEMAND::equals)
                .isPresent();
    }

    private static TemplateNode stream(Settings settings) {
        int line = settings.get("stream_enabled").map(Setting::line).orElse(settings.line());
        TemplateNode viewType = settings.get("stream_view_type")
                .map(Nodes::of)
                .orElseGet(() -> Nodes.refused(
                        "stream_view_type is missing; choose one of KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES",
                        line));
        return new Mapping(Map.of("StreamViewType", viewType), line);
    }

    /** Of a table, or of an index; those of a newer provider are blocks. */
    private static TemplateNode keys(Settings settings) {
        List<TemplateNode> keys = new ArrayList<>();
        settings.get("hash_key").ifPresent(key -> keys.add(key(Nodes.of(key), "HASH")));
        settings.get("range_key").ifPresent(key -> keys.add(key(Nodes.of(key), "RANGE")));
        for (Settings key : settings.blocks("key_schema")) {
            key.get("attribute_name")
                    .ifPresent(name -> keys.add(key(
                            Nodes.of(name), Catalog.text(key.get("key_type")).orElse("HASH"))));
        }
        return Nodes.list(keys, settings.get("hash_key").map(Setting::line).orElse(settings.line()));
    }

    private static TemplateNode key(TemplateNode name, String type) {
        Map<String, TemplateNode> key = new LinkedHashMap<>();
        key.put("AttributeName", name);
        key.put("KeyType", Nodes.text(type, name.line()));
        return new Mapping(key, name.line());
    }

    private static void addIndex(Properties index, Settings table) {
        Settings settings = index.settings();
        Map<String, TemplateNode> projection = new LinkedHashMap<>();
        settings.get("projection_type").ifPresent(type -> projection.put("ProjectionType", Nodes.of(type)));
        settings.get("non_key_attributes").ifPresent(names -> projection.put("NonKeyAttributes", Nodes.of(names)));
        index.as("name", "IndexName")
                .put("KeySchema", "hash_key", indexKeys(settings, table))
                .put("Projection", "projection_type", new Mapping(projection, settings.line()));
        if (!isOnDemand(table) && settings.get("hash_key").isPresent()) {
            index.put("ProvisionedThroughput", "read_capacity", throughput(settings));
        }
    }

    /** A local index has the table's hash key. */
    private static TemplateNode indexKeys(Settings index, Settings table) {
        boolean isLocal =
                index.get("hash_key").isEmpty() && index.blocks("key_schema").isEmpty();
        if (!isLocal) {
            return keys(index);
        }
        List<TemplateNode> keys = new ArrayList<>();
        table.get("hash_key").ifPresent(key -> keys.add(key(Nodes.of(key), "HASH")));
        index.get("range_key").ifPresent(key -> keys.add(key(Nodes.of(key), "RANGE")));
        return Nodes.list(keys, index.line());
    }

    private static TemplateNode throughput(Settings settings) {
        Map<String, TemplateNode> throughput = new LinkedHashMap<>();
        throughput.put("ReadCapacityUnits", capacity(settings, "read_capacity"));
        throughput.put("WriteCapacityUnits", capacity(settings, "write_capacity"));
        return new Mapping(throughput, settings.line());
    }

    private static TemplateNode capacity(Settings settings, String argument) {
        return settings.get(argument).map(Nodes::of).orElseGet(() -> Nodes.text("1", settings.line()));
    }
}
