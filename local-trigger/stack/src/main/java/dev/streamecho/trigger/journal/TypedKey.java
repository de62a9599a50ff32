package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key as a person types it: the partition key's value alone ({@code 1}), its attributes by name ({@code id=1}, {@code pk=a sk=b},
 * {@code pk=a, sk=b}), or JSON, plain ({@code {"id":"1"}}) or DynamoDB's.
 */
public final class TypedKey {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String typed;
    private final Map<String, String> attributes;

    private TypedKey(String typed, Map<String, String> attributes) {
        this.typed = typed;
        this.attributes = attributes;
    }

    /** Reads a key; whatever is typed is one. */
    public static TypedKey of(String typed) {
        String key = typed.trim();
        return new TypedKey(key, key.startsWith("{") ? ofJson(key) : key.contains("=") ? ofAssignments(key) : Map.of());
    }

    private static Map<String, String> ofJson(String json) {
        try {
            Map<String, String> attributes = new LinkedHashMap<>();
            JSON.readTree(json)
                    .properties()
                    .forEach(attribute -> attributes.put(attribute.getKey(), valueOf(attribute.getValue())));
            return attributes;
        } catch (JsonProcessingException notJson) {
            return Map.of();
        }
    }

    private static String valueOf(JsonNode value) {
        return value.isObject() && value.size() == 1 ? value.iterator().next().asText() : value.asText();
    }

    private static Map<String, String> ofAssignments(String key) {
        Map<String, String> attributes = new LinkedHashMap<>();
        // Before each name: a value may have blanks.
        for (String assignment : key.split("(,\\s*|\\s+)(?=[A-Za-z0-9_.-]+=)")) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                return Map.of();
            }
            attributes.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return attributes;
    }

    /**
     * Returns the value of an attribute.
     *
     * @param name of a key attribute
     * @param isPartitionKey whether a value alone is its
     */
    public Optional<String> value(String name, boolean isPartitionKey) {
        if (attributes.containsKey(name)) {
            return Optional.of(attributes.get(name));
        }
        return attributes.isEmpty() && isPartitionKey ? Optional.of(typed) : Optional.empty();
    }

    /**
     * Returns whether it names an item.
     *
     * @param key of the item, as a row has it: {@code id=1, sort=2}
     */
    boolean matches(String key) {
        if (key.equals(typed)) {
            return true;
        }
        Map<String, String> other = ofAssignments(key);
        return attributes.isEmpty()
                ? other.values().stream().findFirst().filter(typed::equals).isPresent()
                : other.entrySet().containsAll(attributes.entrySet());
    }

    /** Returns it as it was typed. */
    @Override
    public String toString() {
        return typed;
    }
}
