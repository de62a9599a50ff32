package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names files of a function's code as its user knows them: a process runs a copy, which is gone when someone looks for it.
 *
 * @param pattern the path of a file in the copy
 * @param code what {@code CodeUri} names
 */
record CodePaths(Pattern pattern, Path code) {
    private static final String ON_AWS = "/var/task/";

    /** Of a copy that is there. */
    static CodePaths of(Path copy, Path code) throws IOException {
        // Node.js resolves links, such as macOS has above its temporary folder.
        String folder = "(?:" + Pattern.quote(copy.toString()) + "|"
                + Pattern.quote(copy.toRealPath().toString()) + ")";
        return new CodePaths(Pattern.compile("(?:file://)?" + folder + "/([^\\s:;,\"'()\\\\]+)"), code);
    }

    /** Returns the text with every file that is in the user's folder too by its path there, and any other by that on AWS. */
    String shown(String text) {
        return pattern.matcher(text).replaceAll(file -> {
            Path own = code.resolve(file.group(1));
            return Matcher.quoteReplacement(Files.exists(own) ? own.toString() : ON_AWS + file.group(1));
        });
    }
}
