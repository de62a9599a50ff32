package dev.streamecho.items;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads an item from plain JSON: strings, numbers, booleans, null, lists and maps. A value that DynamoDB could not return
 * unchanged is refused, with the name of the field.
 */
final class ItemReader {
    /** DynamoDB counts the item as the first of its 32 levels. */
    private static final int MAX_DEPTH = 31;

    private static final int MAX_FIELD_LENGTH = 256;

    private final JsonParser json;

    private ItemReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads one object.
     *
     * @throws Refusal if the string is not JSON, not an object, or has something that DynamoDB cannot store
     */
    static Map<String, AttributeValue> read(String text) {
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            return new ItemReader(json).item();
        } catch (JsonEOFException e) {
            throw Refusal.badRequest("The body is not JSON: it ends too early" + at(e.getLocation()));
        } catch (JsonProcessingException e) {
            // Without the parser's own message, which repeats a part of the body.
            throw Refusal.badRequest("The body is not JSON" + at(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(JsonLocation place) {
        return ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private Map<String, AttributeValue> item() throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw Refusal.badRequest("The body is empty; it must be an object with itemKey and name");
        }
        if (first != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("The body is not an object; it must be one with itemKey and name");
        }
        Map<String, AttributeValue> item = map(0);
        if (json.nextToken() != null) {
            throw Refusal.badRequest("The body continues after its object");
        }
        return item;
    }

    private Map<String, AttributeValue> map(int depth) throws IOException {
        Map<String, AttributeValue> map = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.isEmpty() || !isText(name)) {
                // Not repeated: half a pair could not be answered with either.
                throw Refusal.badRequest("The name of a field is "
                        + (name.isEmpty() ? "empty" : "with half a surrogate pair, which is not a character")
                        + at(json.currentTokenLocation()));
            }
            if (map.containsKey(name)) {
                throw Refusal.badRequest(field() + " is there twice");
            }
            json.nextToken();
            map.put(name, value(depth));
        }
        return map;
    }

    private List<AttributeValue> list(int depth) throws IOException {
        List<AttributeValue> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(depth));
        }
        return list;
    }

    private AttributeValue value(int depth) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> AttributeValue.fromM(map(deeper(depth)));
            case START_ARRAY -> AttributeValue.fromL(list(deeper(depth)));
            case VALUE_STRING -> AttributeValue.fromS(text());
            case VALUE_NULL -> AttributeValue.fromNul(true);
            case VALUE_TRUE, VALUE_FALSE -> AttributeValue.fromBool(json.getBooleanValue());
            default -> AttributeValue.fromN(number());
        };
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw Refusal.badRequest(field() + " is nested deeper than the 32 levels that DynamoDB stores");
        }
        return depth + 1;
    }

    private String number() throws IOException {
        try {
            return ItemNumber.of(json.getText());
        } catch (ArithmeticException e) {
            throw Refusal.badRequest(field() + " " + e.getMessage());
        }
    }

    private String text() throws IOException {
        String text = json.getText();
        if (!isText(text)) {
            throw Refusal.badRequest(field() + " has half a surrogate pair, which is not a character");
        }
        return text;
    }

    /** Returns whether it has no half surrogate pair, which would be stored as a question mark. */
    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Returns the path of the current field, such as {@code address.lines[2]}. */
    private String field() {
        String path = "";
        for (JsonStreamContext at = json.getParsingContext(); !at.inRoot(); at = at.getParent()) {
            // An object or array that has just begun has neither.
            String name = at.hasCurrentName() ? "." + at.getCurrentName() : "";
            String index = at.inArray() && at.hasCurrentIndex() ? "[" + at.getCurrentIndex() + "]" : "";
            path = name + index + path;
        }
        path = path.substring(1);
        return path.codePointCount(0, path.length()) > MAX_FIELD_LENGTH
                ? path.substring(0, path.offsetByCodePoints(0, MAX_FIELD_LENGTH)) + "..."
                : path;
    }
}
