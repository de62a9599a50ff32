package dev.streamecho.trigger.template.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Writes a value of the template as JSON. */
final class ValueJson {
    /** What is not a number in JSON, such as YAML's octal {@code 0644}, stays the string that was written. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValueJson() {}

    /** Returns the JSON of a value whose top is resolved. */
    static JsonNode of(Value value) {
        if (value.node() instanceof Sequence) {
            ArrayNode array = JSON.arrayNode();
            value.items().forEach(item -> array.add(of(item)));
            return array;
        }
        if (value.node() instanceof Mapping) {
            ObjectNode object = JSON.objectNode();
            value.entries().forEach((key, entry) -> object.set(key, of(entry)));
            return object;
        }
        String text = value.text();
        return switch (((Scalar) value.node()).type()) {
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(text));
            case NUMBER -> NUMBER.matcher(text).matches() ? number(text) : JSON.textNode(text);
            default -> JSON.textNode(text);
        };
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        return text.matches("-?[0-9]{1,18}") ? JSON.numberNode(number.longValueExact()) : JSON.numberNode(number);
    }
}
