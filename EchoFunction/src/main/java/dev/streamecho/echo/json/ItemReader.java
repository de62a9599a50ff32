package dev.streamecho.echo.json;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds items from their tokens: maps of attribute values in the order of the JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_AttributeValue.html">AttributeValue
 *     in the DynamoDB Streams API</a>
 */
final class ItemReader {
    private final EventTokens tokens;

    ItemReader(EventTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the item, or the attribute of type {@code M}, that starts at the current value, or null for a null. */
    Map<String, AttributeValue> item() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            item.put(field, value());
        }
        return item;
    }

    private AttributeValue value() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        AttributeValue value = new AttributeValue();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            switch (field) {
                case "S" -> value.setS(tokens.string());
                case "N" -> value.setN(tokens.string());
                case "B" -> value.setB(tokens.binary());
                case "SS" -> value.setSS(strings());
                case "NS" -> value.setNS(strings());
                case "BS" -> value.setBS(binaries());
                case "M" -> value.setM(item());
                case "L" -> value.setL(values());
                case "NULL" -> value.setNULL(tokens.flag());
                case "BOOL" -> value.setBOOL(tokens.flag());
                default -> tokens.skip();
            }
        }
        return value;
    }

    private List<String> strings() throws IOException {
        if (!tokens.startsArray()) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        while (tokens.nextElement()) {
            strings.add(tokens.string());
        }
        return strings;
    }

    private List<ByteBuffer> binaries() throws IOException {
        if (!tokens.startsArray()) {
            return null;
        }
        List<ByteBuffer> binaries = new ArrayList<>();
        while (tokens.nextElement()) {
            binaries.add(tokens.binary());
        }
        return binaries;
    }

    private List<AttributeValue> values() throws IOException {
        if (!tokens.startsArray()) {
            return null;
        }
        List<AttributeValue> values = new ArrayList<>();
        while (tokens.nextElement()) {
            values.add(value());
        }
        return values;
    }
}
