package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds a Maven project in a copy of its folder, as {@code sam build} does: a project that needs something outside its
 * folder fails here as it does there. Tests are left out, so that a change can be tried before they pass again.
 *
 * @param executable Maven's path, or its name on the PATH
 */
record MavenBuild(Path sources, String executable) implements BuildTool {
    private static final String POM = "pom.xml";

    /** For projects that choose no version themselves: the one that Maven would choose is years old. */
    private static final String DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0";

    /** Optimizing the tool's own code does not pay in a run of seconds. */
    private static final String FAST_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");
    private static final Pattern NO_CODE = Pattern.compile("<packaging>\\s*pom\\s*</packaging>|<modules>");

    private static final Pattern ERROR = Pattern.compile(
            "\\[(?:ERROR|FATAL)] (?:\\[ERROR] )?(?:Failed to execute goal .*?on project \\S+: )?(.*?)(?: -> \\[Help 1])?");
    private static final Pattern COMPILER_ERROR = Pattern.compile("(.+):\\[(\\d+),\\d+] (.+)");

    /** Lines that tell nothing. */
    private static final Pattern NOISE = Pattern.compile(
            "COMPILATION ERROR :|Compilation failure.*|Some problems were encountered .*|-> \\[Help 1]|");

    static boolean isProject(Path folder) {
        return Files.exists(folder.resolve(POM));
    }

    @Override
    public String name() {
        return "Maven";
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        if (Folders.synchronize(tree, work)) {
            // Classes of deleted sources would stay.
            Folders.delete(work.resolve("target"));
        }
        String options = Optional.ofNullable(System.getenv("MAVEN_OPTS")).orElse("");
        BuildProcess.Result result = BuildProcess.run(
                work,
                Map.of("MAVEN_OPTS", FAST_START + " " + options),
                List.of(
                        executable,
                        "--quiet",
                        "--batch-mode",
                        "-Dstyle.color=never",
                        "-Dmaven.test.skip=true",
                        "package",
                        dependencyPlugin(work) + ":copy-dependencies",
                        "-DincludeScope=runtime",
                        "-Dmdep.prependGroupId=true",
                        "-DoutputDirectory=" + taskRoot.resolve("lib")),
                work.resolveSibling("output.log"));
        Path classes = work.resolve("target").resolve("classes");
        if (result.isSuccess() && Files.isDirectory(classes)) {
            Folders.copy(classes, taskRoot);
        }
        return result;
    }

    private static String dependencyPlugin(Path work) throws IOException {
        String pom = Files.readString(work.resolve(POM), ISO_8859_1);
        return pom.contains("<artifactId>maven-dependency-plugin</artifactId>") ? "dependency" : DEPENDENCY_PLUGIN;
    }

    @Override
    public String missing() {
        return "there is no mvn on the PATH: install Maven, 3.6.3 or newer";
    }

    /** Returns a compiler's first error as {@code file:line: message}, or else Maven's first error. */
    @Override
    public String reason(List<String> lines) {
        return errors(lines)
                .map(COMPILER_ERROR::matcher)
                .filter(Matcher::matches)
                .map(error -> "%s:%s: %s".formatted(error.group(1), error.group(2), error.group(3)))
                .findFirst()
                .or(() -> errors(lines).findFirst())
                .orElse("Maven gave no reason");
    }

    /** Returns the errors without a newer JDK's warnings, their repetition, and the help for Maven itself. */
    @Override
    public List<String> explanation(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !ERROR.matcher(line).matches())
                .takeWhile(line -> !line.startsWith("[ERROR] To see the full stack trace"))
                .map(MavenBuild::withoutLevel)
                .filter(line -> !NOISE.matcher(line).matches())
                .distinct()
                .toList();
    }

    /** Returns a remedy for the most common reason, a project of modules. */
    @Override
    public String nothingBuilt() {
        String pom;
        try {
            pom = Files.readString(sources.resolve(POM), ISO_8859_1);
        } catch (IOException e) {
            return BuildTool.super.nothingBuilt();
        }
        if (!NO_CODE.matcher(pom).find()) {
            return BuildTool.super.nothingBuilt();
        }
        List<String> modules =
                MODULE.matcher(pom).results().map(module -> module.group(1)).toList();
        return ("its pom.xml only aggregates modules and builds no classes: give the folder of the module that has the"
                        + " handler%s, and run mvn install first, because it is built alone")
                .formatted(modules.isEmpty() ? "" : " (" + String.join(", ", modules) + ")");
    }

    private static Stream<String> errors(List<String> lines) {
        return lines.stream()
                .filter(line -> ERROR.matcher(line).matches())
                .map(MavenBuild::withoutLevel)
                .filter(line -> !NOISE.matcher(line).matches());
    }

    private static String withoutLevel(String line) {
        Matcher error = ERROR.matcher(line);
        return (error.matches() ? error.group(1) : line).stripTrailing();
    }
}
