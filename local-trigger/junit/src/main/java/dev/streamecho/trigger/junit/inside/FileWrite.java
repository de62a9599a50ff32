package dev.streamecho.trigger.junit.inside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.table.ItemJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write that a JSON file asks for.
 *
 * @param before the item that has to be there before; empty if it does not matter
 * @param after the item to put; empty to delete the one before
 * @param expired whether time to live deletes it
 */
record FileWrite(
        Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after, boolean expired) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a file: an item, an array of items, or an event.
     *
     * @throws IllegalArgumentException if it cannot be read, or has something else
     */
    static List<FileWrite> read(Path file) {
        JsonNode json = json(file);
        List<FileWrite> writes = new ArrayList<>();
        if (json.path("Records").isArray()) {
            for (JsonNode record : json.path("Records")) {
                writes.add(ofRecord(record, "%s: Records[%d]".formatted(file, writes.size())));
            }
        } else if (json.isArray()) {
            json.forEach(item -> writes.add(ofItem(item, file)));
        } else {
            writes.add(ofItem(json, file));
        }
        return writes;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file.toAbsolutePath(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static FileWrite ofItem(JsonNode item, Path file) {
        if (!item.isObject()) {
            throw new IllegalArgumentException(
                    "%s has %s where an item is expected: it has one item, an array of items, or an event with Records"
                            .formatted(file, item.isMissingNode() ? "nothing" : item));
        }
        return new FileWrite(
                Optional.empty(), Optional.of(attributes(() -> ItemJson.attributes(item), file.toString())), false);
    }

    private static FileWrite ofRecord(JsonNode record, String place) {
        JsonNode change = record.path("dynamodb");
        Map<String, AttributeValue> keys = image(change, "Keys", place)
                .orElseThrow(() -> new IllegalArgumentException(
                        place + " has no dynamodb.Keys, as each record of a table's stream has"));
        Optional<Map<String, AttributeValue>> old =
                image(change, "OldImage", place).or(() -> Optional.of(keys));
        Optional<Map<String, AttributeValue>> fresh = image(change, "NewImage", place);
        return switch (record.path("eventName").asText()) {
            case "INSERT" -> new FileWrite(Optional.empty(), fresh.or(() -> Optional.of(keys)), false);
            case "MODIFY" -> {
                if (fresh.isEmpty()) {
                    throw new IllegalArgumentException(
                            place + " is a MODIFY without NewImage, so that what it changes cannot be written");
                }
                yield new FileWrite(old, fresh, false);
            }
            case "REMOVE" ->
                new FileWrite(
                        old,
                        Optional.empty(),
                        record.path("userIdentity").path("type").asText().equals("Service"));
            default ->
                throw new IllegalArgumentException("%s has the eventName %s: it is INSERT, MODIFY or REMOVE"
                        .formatted(place, record.path("eventName")));
        };
    }

    private static Optional<Map<String, AttributeValue>> image(JsonNode change, String name, String place) {
        return change.path(name).isObject()
                ? Optional.of(
                        attributes(() -> ItemJson.image(change.path(name)), "%s.dynamodb.%s".formatted(place, name)))
                : Optional.empty();
    }

    private static Map<String, AttributeValue> attributes(Supplier<Map<String, AttributeValue>> read, String place) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(place, e.getMessage()), e);
        }
    }
}
