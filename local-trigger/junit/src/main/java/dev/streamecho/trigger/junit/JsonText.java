package dev.streamecho.trigger.junit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON of maps, lists, strings, numbers and booleans; a test need not have a library for it. */
final class JsonText {

    private JsonText() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String string ? quoted(string) : value.toString();
    }

    private static String quoted(String string) {
        return string.codePoints()
                .mapToObj(character -> character == '"' || character == '\\' || character < ' '
                        ? "\\u%04x".formatted(character)
                        : Character.toString(character))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
