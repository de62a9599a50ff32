package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the code that a function's {@code CodeUri} names ready to run: builds a Maven or Gradle project as
 * {@code sam build} does, unpacks a jar or zip, and takes a folder of classes as it is. What was built before from the same
 * source is taken again. Thread-safe; several triggers may use one folder.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Deploy Java Lambda functions with .zip or
 *     JAR file archives</a>
 */
public final class CodeBuilder {
    private final Path folder;
    private final BuildLog log;
    private final String maven;

    /** Builds go into the folder, which need not be there yet; whoever deletes it has everything built again. */
    public CodeBuilder(Path folder, BuildLog log) {
        this(folder, log, System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn");
    }

    CodeBuilder(Path folder, BuildLog log, String maven) {
        this.folder = folder.toAbsolutePath().normalize();
        this.log = log;
        this.maven = maven;
    }

    /**
     * The code of a function, built if need be.
     *
     * @param runtime the identifier of the function's runtime
     * @param source what {@code CodeUri} names
     * @throws UserError if the runtime is not Java, or the code cannot be built
     * @throws InterruptedException if the caller was interrupted; an unfinished build has left nothing behind
     */
    public synchronized FunctionCode build(String logicalId, String runtime, Path source) throws InterruptedException {
        if (!runtime.startsWith("java")) {
            throw new UserError(
                    "%s: Runtime %s: only Java functions run locally (java8.al2, java11, java17, java21, java25)"
                            .formatted(logicalId, runtime));
        }
        Path code = source.toAbsolutePath().normalize();
        try {
            String version = version(code);
            return new FunctionCode(logicalId, runtime, code, taskRoot(logicalId, code, version), version);
        } catch (IOException e) {
            throw new UserError("%s: CodeUri %s: %s".formatted(logicalId, code, e.getMessage()), e);
        }
    }

    /** The version of what {@code CodeUri} names, as it is now. */
    String version(Path code) throws IOException {
        String sources = new SourceTree(tool(code).map(BuildTool::sources).orElse(code)).version();
        // Another JDK may compile to class files that this one cannot read.
        return Runtime.version().feature() + "-" + sources;
    }

    private Optional<BuildTool> tool(Path code) {
        // In the order in which sam build looks for them.
        if (GradleBuild.isProject(code)) {
            return Optional.of(new GradleBuild(code));
        }
        return MavenBuild.isProject(code) ? Optional.of(new MavenBuild(code, maven)) : Optional.empty();
    }

    private Path taskRoot(String logicalId, Path code, String version) throws IOException, InterruptedException {
        Optional<BuildTool> tool = tool(code);
        if (tool.isPresent()) {
            return new BuildStore(folder, code)
                    .get(version, (work, taskRoot) -> run(logicalId, tool.get(), code, work, taskRoot));
        } else if (Files.isRegularFile(code)) {
            return new BuildStore(folder, code).get(version, (work, taskRoot) -> Archive.unpack(code, taskRoot));
        }
        return code;
    }

    private void run(String logicalId, BuildTool tool, Path code, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        log.started(code, tool.name());
        BuildProcess.Result result = build(logicalId, tool, code, work, taskRoot);
        if (!result.isSuccess()) {
            List<String> output = result.lines().stream()
                    .map(line -> line.replace(work + File.separator, "").replace(code + File.separator, ""))
                    .toList();
            log.failed(code, tool.explanation(output));
            throw new UserError("%s: CodeUri %s: %s cannot build it: %s"
                    .formatted(logicalId, code, tool.name(), tool.reason(output)));
        }
        if (isEmpty(taskRoot)) {
            throw new UserError("%s: CodeUri %s: %s built no classes".formatted(logicalId, code, tool.name()));
        }
    }

    private static BuildProcess.Result build(String logicalId, BuildTool tool, Path code, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        try {
            return tool.build(work, taskRoot);
        } catch (BuildProcess.NotStartedException e) {
            throw new UserError(
                    "%s: CodeUri %s is a %s project, and %s".formatted(logicalId, code, tool.name(), tool.missing()),
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals("lib"));
        }
    }
}
