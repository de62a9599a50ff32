package dev.streamecho.trigger.table;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.stream.EventStream;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local with tables and items in one line each. */
public final class TestDynamoDb implements AutoCloseable {
    public static final AccountRegion OWNER = new AccountRegion("aws", "eu-west-3", "123456789012");

    private final Optional<DataDirectory> dataDirectory;
    private final LocalDynamoDb dynamoDb;
    private final DynamoDbClient http;

    private TestDynamoDb(int port, Optional<DataDirectory> dataDirectory) {
        this.dataDirectory = dataDirectory;
        this.dynamoDb = LocalDynamoDb.start(OWNER, port, dataDirectory, Access.LOOPBACK, line -> {});
        this.http = http(Region.US_EAST_1, "any");
    }

    /** Starts it on a free port. */
    public static TestDynamoDb start() {
        return new TestDynamoDb(0, Optional.empty());
    }

    /** Starts it on a free port, with what is in the folder. */
    public static TestDynamoDb start(Path folder) {
        return start(folder, 0);
    }

    /** Starts it on this port, with what is in the folder. */
    public static TestDynamoDb start(Path folder, int port) {
        return new TestDynamoDb(port, Optional.of(DataDirectory.open(folder)));
    }

    public LocalDynamoDb local() {
        return dynamoDb;
    }

    public DynamoDbClient client() {
        return dynamoDb.client();
    }

    /** A client over HTTP, as other programs have it. */
    public DynamoDbClient http() {
        return http;
    }

    /** A client over HTTP with a region and credentials of its own. */
    public DynamoDbClient http(Region region, String accessKeyId) {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A client of the streams over HTTP, to be closed by the caller. */
    public DynamoDbStreamsClient httpStreams() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Makes a table with the hash key {@code id} of type S. */
    public EventStream createTable(String name, StreamViewType viewType) {
        CreateTableRequest request = table(name)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(viewType))
                .build();
        return dynamoDb.stream(client().createTable(request).tableDescription().latestStreamArn());
    }

    /** Switches the stream of a table on, as another program does it; it is a new stream. */
    public String switchOn(String table, StreamViewType viewType) {
        return http.updateTable(update -> update.tableName(table)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(viewType)))
                .tableDescription()
                .latestStreamArn();
    }

    /** Switches the stream of a table off, as another program does it. */
    public void switchOff(String table) {
        http.updateTable(update -> update.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
    }

    public TableDescription describe(String table) {
        return http.describeTable(describe -> describe.tableName(table)).table();
    }

    /** Puts an item in plain JSON. */
    public void put(String table, String json) {
        client().putItem(request ->
                request.tableName(table).item(EnhancedDocument.fromJson(json).toMap()));
    }

    /** Deletes the item with the key in plain JSON. */
    public void delete(String table, String json) {
        client().deleteItem(request ->
                request.tableName(table).key(EnhancedDocument.fromJson(json).toMap()));
    }

    /** Closes every open shard and opens a child of it, as DynamoDB Local itself does every four hours. */
    public void rollOverShards() {
        database().triggerShardRollovers();
    }

    /** Makes streams, shards, records and shard iterators older. */
    public void age(Duration duration) {
        // An iterator of this very millisecond would stay young.
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() <= now + 1) {
            Thread.onSpinWait();
        }
        database().dilateEventTimes(duration.toMillis());
    }

    private AmazonDynamoDBLocal database() {
        try {
            Field databases = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
            databases.setAccessible(true);
            Map<?, ?> only = (Map<?, ?>) databases.get(dynamoDb.handler());
            return (AmazonDynamoDBLocal) only.values().iterator().next();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A request for a table with the hash key {@code id} of type S. */
    public static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    @Override
    public void close() {
        http.close();
        dynamoDb.close();
        dataDirectory.ifPresent(DataDirectory::close);
    }
}
