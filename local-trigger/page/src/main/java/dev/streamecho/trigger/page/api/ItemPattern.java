package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streamecho.trigger.page.api.TableDescriptions.KeyAttribute;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An item whose strings have <code>{n}</code> in the place of a number. A key that is a number may be just that, although it is
 * a string of the pattern.
 */
record ItemPattern(ObjectNode pattern, List<KeyAttribute> keys) {
    private static final String NUMBER = "{n}";

    JsonNode item(int n) {
        ObjectNode item = (ObjectNode) with(pattern, String.valueOf(n));
        for (KeyAttribute key : keys) {
            if (key.type().equals("N") && item.path(key.name()).isTextual()) {
                item.set(key.name(), number(key.name(), item.get(key.name()).textValue()));
            }
        }
        return item;
    }

    private static JsonNode number(String name, String text) {
        try {
            return DecimalNode.valueOf(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw ApiException.invalid("The key %s has to be a number, and is %s".formatted(name, text), text);
        }
    }

    private static JsonNode with(JsonNode json, String n) {
        if (json instanceof ObjectNode object) {
            ObjectNode result = Json.object();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                result.set(member.getKey(), with(member.getValue(), n));
            }
            return result;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode result = Json.array();
            array.forEach(element -> result.add(with(element, n)));
            return result;
        }
        return json.isTextual() ? TextNode.valueOf(json.textValue().replace(NUMBER, n)) : json;
    }
}
