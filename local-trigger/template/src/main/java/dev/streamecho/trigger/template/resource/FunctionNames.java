package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Unknown;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which a function can be named: name, partial ARN or ARN, each with or without a version or alias. */
public final class FunctionNames {
    private static final Pattern ARN = Pattern.compile("(?:.*:)?function:([^:]+)(?::.*)?");

    private FunctionNames() {}

    /** Returns the version or alias alone, if it is named. */
    static Optional<String> qualifierOf(String function) {
        String withoutPrefix = function.replaceFirst("^(.*:)?function:", "");
        int colon = withoutPrefix.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(withoutPrefix.substring(colon + 1));
    }

    /** Returns the name alone; as names of functions have no dots, those of a placeholder in it are hyphens. */
    public static String nameOf(String function) {
        Matcher arn = ARN.matcher(function);
        return Unknown.withoutDots(arn.matches() ? arn.group(1) : function.split(":", 2)[0]);
    }
}
