package dev.streamecho.trigger.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** A value as {@code name=value} shows it: in quotation marks only where it would not be one word without. */
final class PlainValue {
    private static final Pattern WORD = Pattern.compile("[^\\s\"=]+");

    private PlainValue() {}

    static String of(JsonNode value) {
        return value.isTextual() ? of(value.textValue()) : value.toString();
    }

    static String of(String string) {
        return WORD.matcher(string).matches()
                ? string
                : TextNode.valueOf(string).toString();
    }
}
