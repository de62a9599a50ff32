package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.junit.seam.Host;
import dev.streamecho.trigger.junit.seam.LocalStack;
import dev.streamecho.trigger.junit.seam.StackDefinition;
import dev.streamecho.trigger.table.LocalDynamoDb;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables in DynamoDB Local, and mappings that are moved on. */
final class TestStack implements LocalStack {
    private final StackDefinition definition;
    private final Host host;
    private final LocalDynamoDb dynamoDb;
    private final Map<String, TestTable> tables;
    private final List<RunnableMapping> runnable;
    private TestClock clock;
    private List<TestMapping> mappings = List.of();

    TestStack(
            StackDefinition definition,
            Host host,
            LocalDynamoDb dynamoDb,
            List<TestTable> tables,
            List<RunnableMapping> runnable) {
        this.definition = definition;
        this.host = host;
        this.dynamoDb = dynamoDb;
        this.tables = new LinkedHashMap<>();
        tables.forEach(table -> this.tables.put(table.logicalId(), table));
        this.runnable = runnable;
        this.clock = new TestClock(definition.start());
    }

    @Override
    public void begin() {
        clock = new TestClock(definition.start());
        tables.values().forEach(TestTable::begin);
        mappings = runnable.stream()
                .map(one -> new TestMapping(
                        one.mapping(), one.function(), table(one.table()), host, clock, definition.seed()))
                .toList();
    }

    @Override
    public List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public String tableName(String table) {
        return table(table).name();
    }

    @Override
    public void put(String table, Map<String, Object> item) {
        table(table).put(item);
    }

    @Override
    public void update(String table, Map<String, Object> key, Map<String, Object> changes) {
        table(table).update(key, changes);
    }

    @Override
    public void delete(String table, Map<String, Object> key) {
        table(table).delete(key);
    }

    @Override
    public Optional<Map<String, Object>> item(String table, Map<String, Object> key) {
        return table(table).item(key);
    }

    @Override
    public List<Map<String, Object>> items(String table) {
        return table(table).items();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void moveTo(Instant moment) {
        if (moment.isBefore(clock.instant())) {
            throw new IllegalArgumentException(
                    "the clock is at %s; it cannot go back to %s".formatted(clock.instant(), moment));
        }
        clock.set(moment);
        tables.values().forEach(this::expire);
    }

    private void expire(TestTable table) {
        for (Map<String, AttributeValue> key : table.expired(clock.instant())) {
            table.deleteKey(key);
            mappings.stream().filter(mapping -> mapping.table() == table).forEach(TestMapping::readExpired);
        }
    }

    @Override
    public boolean step() throws InterruptedException {
        boolean some = false;
        for (TestMapping mapping : mappings) {
            some |= mapping.stepped().read();
        }
        for (TestMapping mapping : mappings) {
            some |= mapping.stepped().act();
        }
        return some;
    }

    @Override
    public Optional<Instant> dueAt() {
        return Stream.concat(
                        mappings.stream().map(mapping -> mapping.stepped().dueAt()),
                        tables.values().stream().map(table -> table.nextExpiry(clock.instant())))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    @Override
    public boolean isIdle() {
        return mappings.stream().allMatch(mapping -> mapping.stepped().isIdle());
    }

    @Override
    public URI endpoint() {
        return dynamoDb.endpoint();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }

    private TestTable table(String logicalId) {
        return Optional.ofNullable(tables.get(logicalId))
                .orElseThrow(() -> new IllegalArgumentException("the template has no table %s; it has %s"
                        .formatted(logicalId, String.join(", ", tables.keySet()))));
    }
}
