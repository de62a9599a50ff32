package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a field of a pattern wants, and what a record has, in words.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax">Filter rule
 *     syntax</a>
 */
final class Wanted {
    private static final int MOST_CHARACTERS = 60;
    private static final int MOST_VALUES = 3;

    private Wanted() {}

    static Mismatch mismatch(List<String> path, JsonNode wanted, JsonNode record) {
        List<JsonNode> values = new ArrayList<>();
        collect(record, path, values);
        String alternatives = StreamSupport.stream(wanted.spliterator(), false)
                .map(Wanted::wanted)
                .collect(Collectors.joining(" or "));
        return new Mismatch(String.join(".", path), alternatives, found(values) + hint(wanted, values));
    }

    /** The matcher looks into lists as if each element were in their place. */
    private static void collect(JsonNode node, List<String> path, List<JsonNode> values) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, path, values));
        } else if (path.isEmpty()) {
            values.add(node);
        } else if (node.has(path.get(0))) {
            collect(node.get(path.get(0)), path.subList(1, path.size()), values);
        }
    }

    private static String wanted(JsonNode one) {
        if (!one.isObject() || one.isEmpty()) {
            return "to be " + shown(one);
        }
        Map.Entry<String, JsonNode> comparison = one.properties().iterator().next();
        JsonNode value = comparison.getValue();
        return switch (comparison.getKey()) {
            case "prefix" -> "to begin with " + withCase(value);
            case "suffix" -> "to end with " + withCase(value);
            case "exists" -> value.asBoolean() ? "to be there" : "not to be there";
            case "equals-ignore-case" -> "to be " + shown(value) + " in upper or lower case";
            case "anything-but" -> "to be anything but " + but(value);
            case "numeric" -> "to be a number " + numeric(value);
            case "wildcard" -> "to match " + shown(value);
            case "cidr" -> "to be an address in " + shown(value);
            default -> "to match " + shown(one);
        };
    }

    private static String withCase(JsonNode value) {
        return value.isObject() && value.has("equals-ignore-case")
                ? shown(value.get("equals-ignore-case")) + " in upper or lower case"
                : shown(value);
    }

    private static String but(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Wanted::shown)
                    .collect(Collectors.joining(" or "));
        }
        if (value.isObject() && !value.isEmpty()) {
            return "what is " + wanted(value);
        }
        return shown(value);
    }

    /** As {@code > 5 and <= 10}. */
    private static String numeric(JsonNode value) {
        List<String> comparisons = new ArrayList<>();
        for (int i = 0; i + 1 < value.size(); i += 2) {
            comparisons.add(value.get(i).asText() + " " + value.get(i + 1).asText());
        }
        return String.join(" and ", comparisons);
    }

    static String found(List<JsonNode> values) {
        if (values.isEmpty()) {
            return "it is not there";
        }
        String shown = values.stream().limit(MOST_VALUES).map(Wanted::shown).collect(Collectors.joining(" and "));
        return "it is " + shown + (values.size() > MOST_VALUES ? " and others" : "");
    }

    private static String hint(JsonNode wanted, List<JsonNode> values) {
        boolean isNumeric = StreamSupport.stream(wanted.spliterator(), false).anyMatch(one -> one.has("numeric"));
        if (isNumeric && values.stream().anyMatch(JsonNode::isTextual)) {
            return ", which is a string: DynamoDB's numbers are, and \"numeric\" never matches one";
        }
        boolean asksWhetherThere =
                StreamSupport.stream(wanted.spliterator(), false).anyMatch(one -> one.has("exists"));
        return asksWhetherThere && values.stream().anyMatch(JsonNode::isObject)
                ? ": \"exists\" looks only at what has no fields of its own"
                : "";
    }

    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= MOST_CHARACTERS ? json : json.substring(0, MOST_CHARACTERS) + "…";
    }
}
