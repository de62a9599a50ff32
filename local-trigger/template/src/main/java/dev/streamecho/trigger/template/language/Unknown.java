package dev.streamecho.trigger.template.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that only AWS knows, such as an endpoint that it makes up, and the placeholder that stands for it here.
 *
 * @param name what a message calls it: {@code Search.DomainEndpoint}, {@code Fn::ImportValue shared-topic}
 */
public record Unknown(String name) {
    private static final String BEGIN = "UNKNOWN.";

    /** No host has this top-level domain, so that a call to a placeholder reaches nobody. */
    private static final String END = ".invalid";

    private static final Pattern PLACEHOLDER = Pattern.compile("UNKNOWN\\.[A-Za-z0-9.-]*?\\.invalid");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");

    /** Returns a string that cannot be mistaken for a value, and whose characters are those of a host or a table. */
    public String placeholder() {
        String words = BETWEEN_WORDS
                .matcher(name.replace(BEGIN, "").replace(END, "").replace("Fn::", ""))
                .replaceAll(match -> match.group().matches("[-_]") ? "-" : ".");
        return BEGIN + words.replaceAll("^[.-]+|[.-]+$", "") + END;
    }

    /** Returns whether a string has a placeholder in it. */
    public static boolean isIn(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /** Returns a string with hyphens for the dots of the placeholders in it: names of functions and queues have none. */
    public static String withoutDots(String text) {
        return placeholdersIn(text)
                .replaceAll(placeholder -> placeholder.group().replace('.', '-'));
    }

    /** Returns a matcher that finds the placeholders of a string, one after the other. */
    public static Matcher placeholdersIn(String text) {
        return PLACEHOLDER.matcher(text);
    }
}
