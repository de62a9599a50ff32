package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.junit.Checkpoint;
import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import dev.streamecho.trigger.junit.seam.LocalStack;
import dev.streamecho.trigger.junit.seam.StackDefinition;
import dev.streamecho.trigger.table.LocalDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Optional<OwnProcesses> processes;
    private final List<RunnableMapping> runnable;
    /** Empty in real time. */
    private Optional<TestClock> clock = Optional.empty();

    private List<TestMapping> mappings = List.of();

    TestStack(
            StackDefinition definition,
            Host host,
            LocalDynamoDb dynamoDb,
            List<TestTable> tables,
            Optional<OwnProcesses> processes,
            List<RunnableMapping> runnable) {
        this.definition = definition;
        this.host = host;
        this.dynamoDb = dynamoDb;
        this.tables = new LinkedHashMap<>();
        tables.forEach(table -> this.tables.put(table.logicalId(), table));
        this.processes = processes;
        this.runnable = runnable;
    }

    @Override
    public void begin() {
        clock = definition.start().map(TestClock::new);
        tables.values().forEach(TestTable::begin);
        processes.ifPresent(some -> some.begin(tables.values()));
        mappings = runnable.stream().map(this::mapping).toList();
    }

    private TestMapping mapping(RunnableMapping one) {
        TestTable table = table(one.table());
        Clock time = clock.<Clock>map(moved -> moved).orElseGet(Clock::systemUTC);
        return new TestMapping(one, table, table.stream(clock), host, time, definition.seed());
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
        table(table).put(PlainItems.item(item));
    }

    @Override
    public void put(String table, Path file) {
        FileWrite.read(file).forEach(write -> write(table(table), write));
    }

    private void write(TestTable table, FileWrite write) {
        write.before().filter(item -> !table.has(table.keyOf(item))).ifPresent(item -> {
            streams(table).forEach(TestStream::readSource);
            table.put(item);
            streams(table).forEach(TestStream::skip);
        });
        if (write.after().isPresent()) {
            table.put(write.after().get());
        } else {
            Map<String, AttributeValue> key = table.keyOf(write.before().orElseThrow());
            if (write.expired()) {
                expire(table, key);
            } else {
                table.delete(key);
            }
        }
    }

    @Override
    public void update(String table, Map<String, Object> key, Map<String, Object> changes) {
        table(table).update(key, changes);
    }

    @Override
    public void delete(String table, Map<String, Object> key) {
        table(table).delete(PlainItems.item(key));
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
    public void splitShards(String table) {
        streams(table(table)).forEach(TestStream::split);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return mappings.stream()
                .flatMap(mapping -> mapping.checkpoints().stream())
                .toList();
    }

    @Override
    public Answer call(FunctionInfo function, byte[] event) throws InterruptedException {
        return processes.orElseThrow().call(function.logicalId(), event);
    }

    @Override
    public void endProcess(FunctionInfo function) {
        processes.orElseThrow().end(function.logicalId());
    }

    @Override
    public Instant now() {
        return clock.map(TestClock::instant).orElseGet(Instant::now);
    }

    @Override
    public void moveTo(Instant moment) {
        clock.ifPresent(moved -> moved.set(moment));
        for (TestTable table : tables.values()) {
            table.expired(moment).forEach(key -> expire(table, key));
        }
    }

    private void expire(TestTable table, Map<String, AttributeValue> key) {
        streams(table).forEach(TestStream::readSource);
        table.delete(key);
        streams(table).forEach(TestStream::readExpired);
    }

    private List<TestStream> streams(TestTable table) {
        return mappings.stream()
                .filter(mapping -> mapping.table() == table)
                .map(TestMapping::stream)
                .toList();
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
                        tables.values().stream().map(table -> table.nextExpiry(now())))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    @Override
    public boolean isIdle() {
        return mappings.stream().allMatch(mapping -> mapping.stepped().isIdle());
    }

    @Override
    public URI endpoint() {
        return dynamoDb.listen(0, "port");
    }

    @Override
    public void close() {
        processes.ifPresent(OwnProcesses::close);
        dynamoDb.close();
    }

    private TestTable table(String logicalId) {
        return Optional.ofNullable(tables.get(logicalId))
                .orElseThrow(() -> new IllegalArgumentException("the template has no table %s; it has %s"
                        .formatted(logicalId, String.join(", ", tables.keySet()))));
    }
}
