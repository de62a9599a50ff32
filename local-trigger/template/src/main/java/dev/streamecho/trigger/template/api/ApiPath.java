package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.language.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a route, such as {@code /items/{itemKey}} or {@code /files/{proxy+}}.
 *
 * @param text the path as the template has it
 * @param segments what is between its slashes; none for {@link #DEFAULT}, and for {@code /} of a REST API
 */
public record ApiPath(String text, List<Segment> segments) {
    /** What an HTTP API calls the path of the route that takes every other request. */
    public static final String DEFAULT = "$default";

    private static final Pattern LITERAL = Pattern.compile("[^{}\\s?#]*");
    private static final Pattern PARAMETER = Pattern.compile("\\{([\\w.:-]+)(\\+?)}");

    public ApiPath {
        segments = List.copyOf(segments);
    }

    /** What a segment matches, the most specific first. */
    public enum Kind {
        /** Itself. */
        LITERAL,
        /** Any one segment. */
        PARAMETER,
        /** Any segments to the end of the path. */
        GREEDY_PARAMETER
    }

    /**
     * One part of a path.
     *
     * @param name the literal, or the parameter's name
     */
    public record Segment(Kind kind, String name) {}

    /** Reads a path. A REST API ignores a slash at its end. */
    static ApiPath of(Value path, ApiDefinition.Kind api) {
        String text = path.text();
        if (api == ApiDefinition.Kind.HTTP && text.equals(DEFAULT)) {
            return new ApiPath(text, List.of());
        }
        if (!text.startsWith("/")) {
            throw path.error("%s does not begin with a slash; write /%s".formatted(Value.shown(text), text));
        }
        List<Segment> segments = new ArrayList<>();
        for (String part : parts(text, api)) {
            if (!segments.isEmpty() && segments.get(segments.size() - 1).kind() == Kind.GREEDY_PARAMETER) {
                throw path.error("{%s+} takes the rest of the path; nothing may follow it"
                        .formatted(segments.get(segments.size() - 1).name()));
            }
            segments.add(segment(part, path));
        }
        return new ApiPath(text, segments);
    }

    /** Returns what is between the slashes of a path, a request's path too. */
    public static List<String> parts(String path, ApiDefinition.Kind api) {
        String whole =
                api == ApiDefinition.Kind.REST && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return whole.isEmpty() ? List.of() : List.of(whole.substring(1).split("/", -1));
    }

    private static Segment segment(String part, Value path) {
        Matcher parameter = PARAMETER.matcher(part);
        if (parameter.matches()) {
            return new Segment(
                    parameter.group(2).isEmpty() ? Kind.PARAMETER : Kind.GREEDY_PARAMETER, parameter.group(1));
        }
        if (!LITERAL.matcher(part).matches()) {
            throw path.error("%s is not a part of a path; a parameter stands alone between slashes: {name} or {name+}"
                    .formatted(Value.shown(part)));
        }
        return new Segment(Kind.LITERAL, part);
    }
}
