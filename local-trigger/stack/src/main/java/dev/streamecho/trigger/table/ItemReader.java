package dev.streamecho.trigger.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads items one after the other: from an array, or one object after the other, as one a line; in plain JSON or DynamoDB's; as the
 * service exports them to S3 ({@code {"Item":…}}), and as the AWS CLI prints a scan ({@code {"Items":[…]}}). What is compressed
 * with gzip is expanded. This class is not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">Output format of an
 *     export</a>
 */
public final class ItemReader implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final JsonParser parser;
    private final Queue<ItemAtLine> ready = new ArrayDeque<>();

    /**
     * An item, and where it is.
     *
     * @param line at which it begins, from 1
     */
    public record ItemAtLine(Map<String, AttributeValue> attributes, int line) {}

    private ItemReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * Begins to read.
     *
     * @param name of the file, for messages
     * @param in is closed with the reader
     * @throws UserError if it cannot be read
     */
    public static ItemReader of(String name, InputStream in) {
        try {
            BufferedInputStream buffered = new BufferedInputStream(in);
            buffered.mark(2);
            int magic = buffered.read() << 8 | buffered.read();
            buffered.reset();
            return new ItemReader(
                    name,
                    ItemJson.JSON.createParser(
                            magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(buffered)) : buffered));
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * Returns the next item; empty at the end.
     *
     * @throws UserError if what follows is not an item; it names the line
     */
    public Optional<ItemAtLine> next() {
        try {
            while (ready.isEmpty()) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    int line = parser.currentTokenLocation().getLineNr();
                    add(parser.readValueAsTree(), line);
                }
            }
            return Optional.of(ready.remove());
        } catch (JsonProcessingException e) {
            throw new UserError("%s: %s".formatted(name, JsonErrors.inOneLine(e)), e);
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private void add(JsonNode json, int line) {
        JsonNode items = json.path("Items");
        if (items.isArray() && (json.has("ScannedCount") || json.size() == 1)) {
            items.forEach(item -> ready.add(item(item, line)));
            return;
        }
        if (json.has("Metadata") && json.path("Keys").isObject()) {
            throw new UserError("%s:%d: this is an incremental export, which has changes; export the whole table"
                    .formatted(name, line));
        }
        JsonNode item = json.path("Item");
        boolean isExported = json.size() == 1 && item.isObject() && TypedValues.isTyped(item);
        ready.add(item(isExported ? item : json, line));
    }

    private ItemAtLine item(JsonNode json, int line) {
        try {
            return new ItemAtLine(ItemJson.attributes(json), line);
        } catch (IllegalArgumentException e) {
            throw new UserError("%s:%d: %s".formatted(name, line, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UserError("%s cannot be closed: %s".formatted(name, e.getMessage()), e);
        }
    }
}
