package dev.streamecho.trigger.terraform.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.terraform.language.HclValue.Bool;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values to JSON and back. */
public final class HclJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private HclJson() {}

    /** Returns the value as JSON, without blanks, as {@code jsonencode} does. */
    static String write(HclValue value) {
        return node(value).toString();
    }

    private static JsonNode node(HclValue value) {
        if (value instanceof Null) {
            return NODES.nullNode();
        }
        if (value instanceof Bool bool) {
            return NODES.booleanNode(bool.value());
        }
        if (value instanceof Num) {
            return NODES.numberNode(new BigDecimal(Values.text(value)));
        }
        if (value instanceof Items items) {
            return NODES.arrayNode()
                    .addAll(items.items().stream().map(HclJson::node).toList());
        }
        if (value instanceof Entries entries) {
            ObjectNode object = NODES.objectNode();
            entries.keys().forEach(key -> object.set(key, node(entries.get(key))));
            return object;
        }
        return NODES.textNode(Values.text(value));
    }

    /**
     * Returns the value of a JSON text.
     *
     * @throws EvaluationError if it is not JSON
     */
    static HclValue read(String json) {
        try {
            return value(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new EvaluationError("not JSON: " + e.getOriginalMessage());
        }
    }

    /** Returns the value of a node of JSON. */
    public static HclValue value(JsonNode node) {
        if (node.isTextual()) {
            return HclValue.text(node.textValue());
        }
        if (node.isNumber()) {
            return new Num(node.decimalValue());
        }
        if (node.isBoolean()) {
            return HclValue.bool(node.booleanValue());
        }
        if (node.isArray()) {
            List<HclValue> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return HclValue.items(items);
        }
        if (node.isObject()) {
            Map<String, HclValue> entries = new LinkedHashMap<>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return HclValue.entries(entries);
        }
        return HclValue.Null.VALUE;
    }
}
