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

    /** A code or a path alone, a stack frame, and where npm has put its log. */
    private static final Pattern NOISE = Pattern.compile(
            "(?:code|errno|syscall|path|command|dest) .*|network This is .*|A complete log .*|\\s+at .*|\\d+\\s*|\\s*");

    /** What npm repeats before each line of an error. */
    private static final Pattern CODE = Pattern.compile("^(?:E[A-Z]+ |\\d{3} +|(?:notarget|network|enoent|engine) )");

    private static final String SCRIPT = "command sh -c ";
    private static final String OF_A_SCRIPT = "command failed";

    private NpmOutput() {}

    /** Returns npm's first line that tells more than a code, or the script that failed. */
    static String reason(List<String> lines) {
        if (isOfAScript(lines)) {
            return errors(lines)
                    .filter(line -> line.startsWith(SCRIPT))
                    .map(line -> "a script fails: " + line.substring(SCRIPT.length()))
                    .findFirst()
                    .orElse(OF_A_SCRIPT);
        }
        return errors(lines)
                .filter(line -> !NOISE.matcher(line).matches())
                .map(line -> CODE.matcher(line).replaceFirst(""))
                .findFirst()
                .orElse("npm gave no reason");
    }

    /** Returns what a script that failed has printed; of npm itself the reason is enough. */
    static List<String> explanation(List<String> lines) {
        return isOfAScript(lines)
                ? lines.stream()
                        .filter(line -> !line.contains("A complete log of this run"))
                        .toList()
                : List.of();
    }

    private static boolean isOfAScript(List<String> lines) {
        return errors(lines).anyMatch(OF_A_SCRIPT::equals);
    }

    private static Stream<String> errors(List<String> lines) {
        return lines.stream()
                .filter(line -> PREFIX.matcher(line).lookingAt())
                .map(line -> PREFIX.matcher(line).replaceFirst(""));
    }
}
