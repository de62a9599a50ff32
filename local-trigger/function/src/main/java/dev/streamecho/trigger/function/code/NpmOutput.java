package dev.streamecho.trigger.function.code;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What npm prints when it fails. */
final class NpmOutput {
    static final String NPM = "npm";
    static final String MISSING = "there is no npm on the PATH: install Node.js, of which it is a part";

    /** {@code npm error}, or {@code npm ERR!} before npm 10. */
    private static final Pattern PREFIX = Pattern.compile("npm (?:error|ERR!) ?");

    /** A code or a path alone, and where npm has put its log. */
    private static final Pattern NOISE = Pattern.compile(
            "(?:code|errno|syscall|path|command|dest|network This is|A complete log|\\s*/).*|\\d+\\s*|\\s*");

    /** The status of the registry's answer, before each line about it. */
    private static final Pattern STATUS = Pattern.compile("^[E]?\\d{3} |^notarget |^network ");

    private NpmOutput() {}

    /** Returns npm's first line that tells more than a code. */
    static String reason(List<String> lines) {
        return errors(lines)
                .filter(line -> !NOISE.matcher(line).matches())
                .map(line -> STATUS.matcher(line).replaceFirst(""))
                .findFirst()
                .orElse("npm gave no reason");
    }

    static List<String> explanation(List<String> lines) {
        return errors(lines).filter(line -> !line.startsWith("A complete log")).toList();
    }

    private static Stream<String> errors(List<String> lines) {
        return lines.stream()
                .filter(line -> PREFIX.matcher(line).lookingAt())
                .map(line -> PREFIX.matcher(line).replaceFirst(""));
    }
}
