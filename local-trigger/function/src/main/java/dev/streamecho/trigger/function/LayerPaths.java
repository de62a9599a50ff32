package dev.streamecho.trigger.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code /opt} in a function's variables with the folder of its layers.
 *
 * @param folder what would be {@code /opt}
 */
record LayerPaths(Path folder) {
    private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final Pattern IN_OPT = Pattern.compile("(?<![\\w./~-])/opt(/[^\\s:;,=\"'|]*)?(?![\\w.-])");
    private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath):(/opt/[^\\s=]+)\\S*\\s*");

    /** Returns the variables with every path of a file that a layer has replaced. */
    Map<String, String> replaced(Map<String, String> variables) {
        Map<String, String> replaced = new LinkedHashMap<>();
        variables.forEach((name, value) -> replaced.put(name, replaced(value, name.equals(TOOL_OPTIONS))));
        return replaced;
    }

    private String replaced(String value, boolean isCutAtSpaces) {
        return IN_OPT.matcher(value).replaceAll(match -> {
            String inside = match.group(1) == null ? "" : match.group(1).substring(1);
            Path file = folder.resolve(inside);
            // A file that no layer has may be on this machine.
            String path = isCutAtSpaces && file.toString().contains(" ") ? "'" + file + "'" : file.toString();
            return Matcher.quoteReplacement(Files.exists(file) ? path : match.group());
        });
    }

    /** Returns the variables without agents whose file is missing, because no JVM starts with such an agent. */
    static Map<String, String> withoutMissingAgents(Map<String, String> variables) {
        if (!variables.containsKey(TOOL_OPTIONS)) {
            return variables;
        }
        Map<String, String> others = new LinkedHashMap<>(variables);
        others.computeIfPresent(
                TOOL_OPTIONS,
                (name, options) -> AGENT.matcher(options)
                        .replaceAll(match ->
                                Files.exists(Path.of(match.group(1))) ? Matcher.quoteReplacement(match.group()) : "")
                        .strip());
        return others;
    }
}
