package dev.streamecho.trigger.table;

import dev.streamecho.trigger.stream.ItemKey;
import dev.streamecho.trigger.stream.RecentWrites.Write;
import dev.streamecho.trigger.stream.WriteSignal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Tells the readers of streams about calls that write. This class is thread-safe. */
final class WriteObserver {
    private final InstantSource clock;
    private final Function<String, List<KeySchemaElement>> keySchemas;
    private final Map<String, TableWrites> tables = new ConcurrentHashMap<>();
    private final Map<String, List<String>> keyNames = new ConcurrentHashMap<>();

    private volatile WriteNotes notes = (at, operation, table, key, failure) -> {};

    /**
     * Makes an observer.
     *
     * @param keySchemas finds the key of a table, or throws a {@link DynamoDbException}
     */
    WriteObserver(InstantSource clock, Function<String, List<KeySchemaElement>> keySchemas) {
        this.clock = clock;
        this.keySchemas = keySchemas;
    }

    /** Returns what the readers of the table's stream hear; the same for a table that is made again. */
    TableWrites of(String table) {
        return tables.computeIfAbsent(table, name -> new TableWrites(clock));
    }

    /** Lets somebody take notes of the calls from now on. */
    void note(WriteNotes taker) {
        notes = taker;
    }

    /** Makes a call that writes these items. */
    <T> T writing(String operation, List<WrittenItem> items, Supplier<T> call) {
        Instant start = clock.instant();
        List<Observed> observed =
                items.stream().flatMap(item -> observe(item, start)).toList();
        Optional<String> failure = Optional.empty();
        try {
            T response = call.get();
            Instant end = clock.instant();
            observed.forEach(item -> item.table().recent().succeeded(item.write(), end));
            return response;
        } catch (RuntimeException e) {
            observed.forEach(item -> item.table().recent().failed(item.write()));
            failure = Optional.of(typeOf(e));
            throw e;
        } finally {
            // The readers first, who wait for it.
            observed.stream().map(item -> item.table().signal()).distinct().forEach(WriteSignal::signal);
            note(operation, observed, start, failure);
        }
    }

    /** Makes a call that writes, but does not tell what: a PartiQL statement. */
    <T> T writingSomewhere(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            wakeReaders();
        }
    }

    /** Lets the readers of all streams read, as after a write. */
    void wakeReaders() {
        tables.values().forEach(table -> table.signal().signal());
    }

    /** Makes a call that makes, changes or deletes a table. */
    <T> T changing(String table, Supplier<T> call) {
        try {
            return call.get();
        } finally {
            keyNames.remove(table);
            Optional.ofNullable(tables.get(table))
                    .ifPresent(known -> known.signal().signal());
        }
    }

    private record Observed(String tableName, String key, TableWrites table, Write write) {}

    private void note(String operation, List<Observed> items, Instant start, Optional<String> failure) {
        WriteNotes taker = notes;
        for (Observed item : items) {
            taker.written(start, operation, item.tableName(), item.key(), failure);
        }
    }

    private static String typeOf(RuntimeException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode()
                : e.getClass().getSimpleName();
    }

    private Stream<Observed> observe(WrittenItem item, Instant start) {
        return key(item)
                .map(key -> {
                    TableWrites table = of(item.table());
                    String itemKey = ItemKey.of(key);
                    return new Observed(
                            item.table(), itemKey, table, table.recent().begin(itemKey, start));
                })
                .stream();
    }

    /** Returns the item's key; empty if it has none, which DynamoDB refuses. */
    private Optional<Map<String, AttributeValue>> key(WrittenItem item) {
        Map<String, AttributeValue> key = new HashMap<>();
        for (String name : keyNames(item.table())) {
            AttributeValue value = item.attributes().get(name);
            if (value == null) {
                return Optional.empty();
            }
            key.put(name, value);
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** Returns the names of the table's key attributes; none if there is no such table. */
    private List<String> keyNames(String table) {
        try {
            return keyNames.computeIfAbsent(
                    table,
                    name -> keySchemas.apply(name).stream()
                            .map(KeySchemaElement::attributeName)
                            .toList());
        } catch (DynamoDbException e) {
            return List.of();
        }
    }
}
