package dev.streamecho.trigger.template.language;

import java.util.List;
import java.util.regex.Pattern;

/** Reads the string of a value as a choice, a whole number or a boolean, none of which a placeholder can stand for. */
final class Scalars {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");

    private Scalars() {}

    /** Returns the string, which must be one of those given. */
    static String oneOf(Value value, String... allowed) {
        String text = value.knownText();
        if (!List.of(allowed).contains(text)) {
            throw value.error(
                    "%s is not allowed; choose one of %s".formatted(Value.shown(text), String.join(", ", allowed)));
        }
        return text;
    }

    /** Returns the whole number, which must be in the range, bounds included. */
    static int integer(Value value, int minimum, int maximum) {
        long number = wholeNumber(value);
        if (number < minimum || number > maximum) {
            throw value.error("%d is out of range; use %d to %d".formatted(number, minimum, maximum));
        }
        return (int) number;
    }

    private static long wholeNumber(Value value) {
        String text = value.knownText();
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw value.error(Value.shown(text) + " is not a whole number");
        }
        return Long.parseLong(text);
    }

    /** Returns the boolean: {@code true} or {@code false} in any case. */
    static boolean bool(Value value) {
        String text = value.knownText();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw value.error(Value.shown(text) + " is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }
}
