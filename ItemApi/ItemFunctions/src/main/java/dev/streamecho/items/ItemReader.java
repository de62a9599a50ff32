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
 * Reads an item from plain JSON: texts, numbers, booleans, null, lists and maps. What DynamoDB could not give back as it
 * was is refused, with the name of the field.
 */
final class ItemReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FIELD_LENGTH = 256;

    private final JsonParser json;

    private ItemReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads one object.
     *
     * @throws Refusal if the text is not JSON, not an object, or has what DynamoDB cannot store
     */
    static Map<String, AttributeValue> read(String text) {
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            return new ItemReader(json).item();
        } catch (JsonEOFException e) {
            throw Refusal.badRequest("The body is not JSON: it ends too early" + place(e));
        } catch (JsonProcessingException e) {
            // Without the parser's own message, which repeats a part of the text.
            throw Refusal.badRequest("The body is not JSON" + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
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
            throw Refusal.badRequest("The body goes on after its object");
        }
        return item;
    }

    private Map<String, AttributeValue> map(int depth) throws IOException {
        Map<String, AttributeValue> map = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.isEmpty()) {
                throw Refusal.badRequest(field() + " is a field with an empty name");
            }
            requireCharacters(name, "The name of ");
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
            case VALUE_STRING -> AttributeValue.fromS(requireCharacters(json.getText(), ""));
            case VALUE_NULL -> AttributeValue.fromNul(true);
            case VALUE_TRUE, VALUE_FALSE -> AttributeValue.fromBool(json.getBooleanValue());
            default -> AttributeValue.fromN(ItemNumber.of(json.getText(), field()));
        };
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw Refusal.badRequest(field() + " is nested deeper than the 32 levels that DynamoDB stores");
        }
        return depth + 1;
    }

    /** Half a surrogate pair ("\ud83d") is no character: it would be stored as a question mark. */
    private String requireCharacters(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refusal.badRequest(what + field() + " has half a surrogate pair, which is no character");
            }
        }
        return text;
    }

    /** The current field, such as {@code address.lines[2]}. */
    private String field() {
        String path = "";
        for (JsonStreamContext at = json.getParsingContext(); !at.inRoot(); at = at.getParent()) {
            if (at.hasCurrentName()) {
                path = path.isEmpty() || path.startsWith("[")
                        ? at.getCurrentName() + path
                        : at.getCurrentName() + "." + path;
            } else if (at.hasCurrentIndex()) {
                path = "[" + at.getCurrentIndex() + "]" + (path.isEmpty() || path.startsWith("[") ? "" : ".") + path;
            }
        }
        return path.length() > MAX_FIELD_LENGTH ? path.substring(0, MAX_FIELD_LENGTH) + "..." : path;
    }
}
