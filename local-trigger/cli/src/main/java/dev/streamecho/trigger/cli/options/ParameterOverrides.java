package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of parameters in the forms that SAM CLI takes. */
final class ParameterOverrides {
    /** {@code K=V}, or SAM's long form; the value may be in quotes. */
    private static final Pattern OVERRIDE = Pattern.compile(
            "\\s*(?:ParameterKey=([^,=\\s]+),ParameterValue=|([^=\\s]+)=)(\"[^\"]*\"|'[^']*'|\\S*)\\s*");

    private ParameterOverrides() {}

    /**
     * Returns the values by name.
     *
     * @param place where they are given, for messages
     * @throws UserError if something is not of the form {@code Name=value}
     */
    static Map<String, String> parse(List<String> arguments, String place) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String argument : arguments) {
            Matcher matcher = OVERRIDE.matcher(argument);
            String last = null;
            int end = 0;
            while (end < argument.length()) {
                if (!matcher.find(end) || matcher.start() != end) {
                    throw new UserError("%s: %s is not of the form Name=value, as in BatchSize=10"
                            .formatted(place, last == null ? "\"" + argument + "\"" : wordsAfter(last)));
                }
                last = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                overrides.put(last, unquoted(matcher.group(3)));
                end = matcher.end();
            }
        }
        return overrides;
    }

    /** They may be part of a secret. */
    private static String wordsAfter(String name) {
        return "what follows the first word of %s (put a value of several words in quotes)".formatted(name);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
