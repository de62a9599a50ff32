package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds a Gradle project with its wrapper, or with the {@code gradle} of the PATH if it has none. As with {@code sam
 * build}, an init script has Gradle write to a folder of ours, and the project stays as it is.
 *
 * @param project the folder that {@code CodeUri} names; it may be one of several that are built together
 */
record GradleBuild(Path project) implements BuildTool {
    private static final List<String> BUILD_FILES = List.of("build.gradle", "build.gradle.kts");
    private static final List<String> SETTINGS_FILES = List.of("settings.gradle", "settings.gradle.kts");
    private static final String WRAPPER = "gradlew";
    private static final Path WRAPPER_PROPERTIES = Path.of("gradle", "wrapper", "gradle-wrapper.properties");
    private static final String INIT_SCRIPT = "function-code.gradle";

    /** An error of javac or of Kotlin's compiler. */
    private static final Pattern COMPILER_ERROR =
            Pattern.compile("(?:e: (?:file://)?)?(.+\\.\\w+):(\\d+):(?:\\d+:?)? *(?:error: )?(.+)");

    /** A stack frame of the wrapper itself, which downloads Gradle before it runs it. */
    private static final String WRAPPERS_FRAME = "at org.gradle.wrapper.";

    private static final Pattern EXCEPTION = Pattern.compile("Exception in thread \"main\" (.+)");

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
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
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
        return wrapper().map(Path::toString).orElse("gradle");
    }

    /** Returns the project's wrapper, in its folder or above it. */
    Optional<Path> wrapper() {
        return projectAndParents()
                .map(folder -> folder.resolve(WRAPPER))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String missing() {
        return "there is no executable gradlew in it or above it, and no gradle on the PATH: add Gradle's wrapper";
    }

    /** Returns a compiler's first error as {@code file:line: message}, or the cause that Gradle gives. */
    @Override
    public String reason(List<String> lines) {
        return lines.stream()
                .map(COMPILER_ERROR::matcher)
                .filter(Matcher::matches)
                .map(error -> "%s:%s: %s".formatted(error.group(1), error.group(2), error.group(3)))
                .findFirst()
                .or(() -> wrappersFailure(lines))
                .or(() -> cause(lines))
                .orElse("Gradle gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return wrappersFailure(lines).isPresent()
                ? List.of()
                : lines.stream().takeWhile(line -> !line.equals("* Try:")).toList();
    }

    private Optional<String> wrappersFailure(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.strip().startsWith(WRAPPERS_FRAME))) {
            return Optional.empty();
        }
        return lines.stream()
                .map(EXCEPTION::matcher)
                .filter(Matcher::matches)
                .map(exception ->
                        ("its wrapper cannot get Gradle%s: %s; make sure that this machine reaches that address, or set"
                                        + " distributionUrl in gradle/wrapper/gradle-wrapper.properties to one that it reaches")
                                .formatted(
                                        distribution()
                                                .map(url -> " from " + url)
                                                .orElse(""),
                                        exception.group(1)))
                .findFirst();
    }

    /** Returns the URL from which the wrapper downloads Gradle. */
    private Optional<String> distribution() {
        Optional<Path> file = projectAndParents()
                .map(folder -> folder.resolve(WRAPPER_PROPERTIES))
                .filter(Files::exists)
                .findFirst();
        Properties properties = new Properties();
        if (file.isPresent()) {
            try (Reader content = Files.newBufferedReader(file.get(), ISO_8859_1)) {
                properties.load(content);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(properties.getProperty("distributionUrl"));
    }

    private static Optional<String> cause(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(CAUSE))
                .skip(1)
                .map(String::strip)
                .findFirst();
    }
}
