package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds a Gradle project with its wrapper, or with the {@code gradle} of the PATH if it has none. As with
 * {@code sam build} an init script has Gradle write to a folder of ours, and the project is left as it is.
 *
 * @param project the folder that {@code CodeUri} names; it may be one of several that are built together
 */
record GradleBuild(Path project) implements BuildTool {
    private static final List<String> BUILD_FILES = List.of("build.gradle", "build.gradle.kts");
    private static final List<String> SETTINGS_FILES = List.of("settings.gradle", "settings.gradle.kts");
    private static final String WRAPPER = "gradlew";
    private static final String INIT_SCRIPT = "function-code.gradle";

    /** Of javac and of Kotlin's compiler. */
    private static final Pattern COMPILER_ERROR =
            Pattern.compile("(?:e: (?:file://)?)?(.+\\.\\w+):(\\d+):(?:\\d+:?)? *(?:error: )?(.+)");

    private static final String CAUSE = "* What went wrong:";

    static boolean isProject(Path folder) {
        return hasAny(BUILD_FILES, folder);
    }

    private static boolean hasAny(List<String> names, Path folder) {
        return names.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    private Stream<Path> projectAndParents() {
        return Stream.iterate(project, folder -> folder != null, Path::getParent);
    }

    @Override
    public String name() {
        return "Gradle";
    }

    /** The folder of all projects that are built together, because one may use another. */
    @Override
    public Path sources() {
        return projectAndParents()
                .filter(folder -> hasAny(SETTINGS_FILES, folder))
                .findFirst()
                .orElse(project);
    }

    @Override
    public BuildProcess.Result build(Path work, Path taskRoot) throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path initScript = work.resolve(INIT_SCRIPT);
        try (InputStream script = GradleBuild.class.getResourceAsStream(INIT_SCRIPT)) {
            Files.copy(script, initScript, StandardCopyOption.REPLACE_EXISTING);
        }
        return BuildProcess.run(
                project,
                Map.of(),
                List.of(
                        executable(),
                        "--quiet",
                        "--console=plain",
                        "--project-cache-dir=" + work.resolve("cache"),
                        "--init-script=" + initScript,
                        "-Dfunction.project=" + project,
                        "-Dfunction.work=" + work,
                        "-Dfunction.code=" + taskRoot,
                        "functionCode"),
                work.resolveSibling("output.log"));
    }

    private String executable() {
        return projectAndParents()
                .map(folder -> folder.resolve(WRAPPER))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse("gradle");
    }

    @Override
    public String missing() {
        return "there is no executable gradlew in it or above it, and no gradle on the PATH: add Gradle's wrapper";
    }

    /** A compiler's first error as {@code file:line: message}, else the cause that Gradle gives. */
    @Override
    public String reason(List<String> lines) {
        return lines.stream()
                .map(COMPILER_ERROR::matcher)
                .filter(Matcher::matches)
                .map(error -> "%s:%s: %s".formatted(error.group(1), error.group(2), error.group(3)))
                .findFirst()
                .or(() -> cause(lines))
                .orElse("Gradle gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return lines.stream().takeWhile(line -> !line.equals("* Try:")).toList();
    }

    private static Optional<String> cause(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(CAUSE))
                .skip(1)
                .map(String::strip)
                .findFirst();
    }
}
