package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.table.Tables;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** One table of the template, which each test gets anew. */
final class TestTable {
    /** What expired longer ago is left alone, as on AWS. */
    private static final Duration OLDEST_EXPIRY = Duration.ofDays(5 * 365);

    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private final LocalDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final TableDefinition definition;
    private Optional<String> streamArn = Optional.empty();
    private Optional<String> expiryAttribute = Optional.empty();
    /** Empty before it is made the first time. */
    private List<String> keyNames = List.of();

    TestTable(LocalDynamoDb dynamoDb, TableDefinition definition) {
        this.dynamoDb = dynamoDb;
        this.client = dynamoDb.client();
        this.definition = definition;
    }

    String logicalId() {
        return definition.logicalId();
    }

    String name() {
        return definition.tableName();
    }

    /** The ARN of its stream; empty if it has none. */
    Optional<String> streamArn() {
        return streamArn;
    }

    List<String> keyNames() {
        return keyNames;
    }

    /** A stream of its own for each mapping, by the test's clock if there is one. */
    TestStream stream(Optional<TestClock> clock) {
        return new TestStream(dynamoDb.stream(streamArn.orElseThrow(), clock));
    }

    /** Makes it anew, without items. */
    void begin() {
        delete();
        streamArn = new Tables(client, notice -> {}).create(definition);
        keyNames = client.describeTable(request -> request.tableName(name())).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        if (definition.properties().get("TimeToLiveSpecification").isPresent()) {
            takeTimeToLive();
        }
    }

    private void delete() {
        if (keyNames.isEmpty()) {
            return;
        }
        try {
            client.deleteTable(request -> request.tableName(name()));
        } catch (ResourceNotFoundException e) {
            // A test has deleted it.
            return;
        } catch (DynamoDbException e) {
            client.updateTable(request -> request.tableName(name()).deletionProtectionEnabled(false));
            client.deleteTable(request -> request.tableName(name()));
        }
    }

    /** DynamoDB Local would delete by the time of day, and some time later. */
    private void takeTimeToLive() {
        TimeToLiveDescription timeToLive =
                client.describeTimeToLive(request -> request.tableName(name())).timeToLiveDescription();
        expiryAttribute = Optional.of(timeToLive)
                .filter(found -> found.timeToLiveStatus() == TimeToLiveStatus.ENABLED)
                .map(TimeToLiveDescription::attributeName);
        expiryAttribute.ifPresent(attribute -> client.updateTimeToLive(request -> request.tableName(name())
                .timeToLiveSpecification(
                        specification -> specification.attributeName(attribute).enabled(false))));
    }

    /** Returns the keys of the items that have expired by then, the first one first. */
    List<Map<String, AttributeValue>> expired(Instant now) {
        return expiryAttribute
                .map(attribute -> scan().stream()
                        .filter(item -> expiry(item, attribute)
                                .filter(expiry -> !expiry.isAfter(now) && expiry.isAfter(now.minus(OLDEST_EXPIRY)))
                                .isPresent())
                        .map(this::keyOf)
                        .toList())
                .orElse(List.of());
    }

    /** Returns when the next item expires after that moment. */
    Optional<Instant> nextExpiry(Instant now) {
        return expiryAttribute.flatMap(attribute -> scan().stream()
                .flatMap(item -> expiry(item, attribute).stream())
                .filter(expiry -> expiry.isAfter(now))
                .min(Instant::compareTo));
    }

    private static Optional<Instant> expiry(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute))
                .map(AttributeValue::n)
                .map(BigDecimal::new)
                // What is beyond all time never expires.
                .filter(seconds -> seconds.abs().compareTo(LAST_SECOND) < 0)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }

    /** Returns the key of an item; attributes of it that the item does not have are missing. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>(item);
        key.keySet().retainAll(keyNames);
        return key;
    }

    boolean has(Map<String, AttributeValue> key) {
        return find(key).isPresent();
    }

    void put(Map<String, AttributeValue> item) {
        call(() -> client.putItem(request -> request.tableName(name()).item(item)));
    }

    void update(Map<String, Object> key, Map<String, Object> changes) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        List<String> assignments = new ArrayList<>();
        PlainItems.item(changes).forEach((name, value) -> {
            int number = names.size();
            names.put("#n" + number, name);
            values.put(":v" + number, value);
            assignments.add("#n%d = :v%d".formatted(number, number));
        });
        call(() -> client.updateItem(request -> request.tableName(name())
                .key(PlainItems.item(key))
                .updateExpression("SET " + String.join(", ", assignments))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    void delete(Map<String, AttributeValue> key) {
        call(() -> client.deleteItem(request -> request.tableName(name()).key(key)));
    }

    Optional<Map<String, @Nullable Object>> item(Map<String, Object> key) {
        return find(PlainItems.item(key)).map(PlainItems::plain);
    }

    private Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        return Optional.of(call(() ->
                        client.getItem(request -> request.tableName(name()).key(key))))
                .filter(response -> response.hasItem() && !response.item().isEmpty())
                .map(GetItemResponse::item);
    }

    List<Map<String, @Nullable Object>> items() {
        return scan().stream().map(PlainItems::plain).toList();
    }

    private List<Map<String, AttributeValue>> scan() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        ScanRequest request = ScanRequest.builder().tableName(name()).build();
        ScanResponse page;
        do {
            page = client.scan(request);
            items.addAll(page.items());
            request = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        } while (page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty());
        return items;
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (DynamoDbException e) {
            throw new IllegalArgumentException(
                    "%s: DynamoDB refuses it: %s"
                            .formatted(logicalId(), e.awsErrorDetails().errorMessage()),
                    e);
        }
    }
}
