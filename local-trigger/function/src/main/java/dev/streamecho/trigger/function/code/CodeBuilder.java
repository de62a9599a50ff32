package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.UnzippedSize;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the code that a function's {@code CodeUri} names ready to run: builds a Maven or Gradle project, or what has a
 * makefile, as {@code sam build} does; unpacks a JAR or zip; copies a folder of classes. The same source is built once.
 * This class is thread-safe, and several triggers may use one folder.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Deploy Java Lambda functions with .zip or
 *     JAR file archives</a>
 */
public final class CodeBuilder {
    private static final String SAM_BUILDS = ".aws-sam";

    private final Path folder;
    private final BuildLog log;
    private final OwnFiles ownFiles;
    private final String maven;

    /** Makes a builder that keeps its builds in the folder, which need not exist, and may be deleted between runs. */
    public CodeBuilder(Path folder, BuildLog log) {
        this(folder, log, Set.of());
    }

    /**
     * Makes a builder that never takes for code what this run writes, wherever that is.
     *
     * @param runFiles files and folders, which need not exist
     */
    public CodeBuilder(Path folder, BuildLog log, Set<Path> runFiles) {
        this(
                folder,
                log,
                OwnFiles.ofThisProcess(runFiles),
                System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn");
    }

    /** With another Maven. */
    CodeBuilder(Path folder, BuildLog log, OwnFiles ownFiles, String maven) {
        this.folder = folder.toAbsolutePath().normalize();
        this.log = log;
        this.ownFiles = ownFiles;
        this.maven = maven;
    }

    /**
     * Returns the code of a function, built if the source has changed.
     *
     * @throws CodeError if the source does not build
     * @throws UserError if the runtime is not Java, the source or what builds it is missing, or the code is larger than
     *     Lambda takes
     * @throws InterruptedException if the caller was interrupted; an unfinished build leaves nothing behind
     */
    public FunctionCode build(FunctionSource source) throws InterruptedException {
        return build(source, log);
    }

    /** Builds without a line at the start: only the end shows whether there is anything to report. */
    FunctionCode rebuild(FunctionSource source) throws InterruptedException {
        return build(source, new BuildLog() {
            @Override
            public void started(Path project, String tool) {
                // The end is reported.
            }

            @Override
            public void failed(Path project, List<String> explanation) {
                log.failed(project, explanation);
            }
        });
    }

    private synchronized FunctionCode build(FunctionSource source, BuildLog reports) throws InterruptedException {
        String runtime = source.runtime();
        if (!runtime.startsWith("java")) {
            throw new UserError(
                    "%s: Runtime %s: only Java functions run locally (java8.al2, java11, java17, java21, java25)"
                            .formatted(source.logicalId(), runtime));
        }
        try {
            SourceState state = tree(source).state();
            return new FunctionCode(source, taskRoot(source, state, reports), state);
        } catch (IOException e) {
            throw new UserError("%s: CodeUri %s: %s".formatted(source.logicalId(), source.code(), e.getMessage()), e);
        }
    }

    /** Returns the files of a source as they are now; none if it is missing or cannot be read. */
    public SourceState state(FunctionSource source) {
        try {
            return tree(source).state();
        } catch (IOException e) {
            return SourceState.NONE;
        }
    }

    /** Returns a watch for changes since these files were built. */
    SourceWatch watch(FunctionSource source, SourceState built) {
        Optional<BuildTool> tool = tool(source);
        return new SourceWatch(
                tree(source),
                tool.map(project -> WatchedFiles.ofProject(project.sources())).orElseGet(WatchedFiles::ofClasses),
                built);
    }

    private SourceTree tree(FunctionSource source) {
        return tool(source)
                .map(tool -> SourceTree.ofProject(tool.sources(), ownFiles))
                .orElseGet(() -> SourceTree.ofClasses(source.code(), ownFiles));
    }

    private Optional<BuildTool> tool(FunctionSource source) {
        Path code = source.code();
        if (source.method() instanceof Method.Skipped || isBuiltBySam(code)) {
            return Optional.empty();
        } else if (source.method() instanceof Method.Makefile makefile) {
            return Optional.of(new MakeBuild(source.logicalId(), code, makefile.workingDirectory()));
        }
        // In the order in which sam build looks for them.
        if (GradleBuild.isProject(code)) {
            return Optional.of(new GradleBuild(code));
        }
        return MavenBuild.isProject(code) ? Optional.of(new MavenBuild(code, maven)) : Optional.empty();
    }

    /** The template that {@code sam build} writes still names the method of the build that is done. */
    private static boolean isBuiltBySam(Path code) {
        for (Path name : code) {
            if (name.toString().equals(SAM_BUILDS)) {
                return true;
            }
        }
        return false;
    }

    private Path taskRoot(FunctionSource source, SourceState state, BuildLog reports)
            throws IOException, InterruptedException {
        Optional<BuildTool> tool = tool(source);
        Path code = source.code();
        String variant = source.method() instanceof Method.Usual ? "" : source.logicalId() + source.method();
        // Another JDK may have compiled it to class files that this one cannot read.
        String version = Runtime.version().feature() + "-" + state.version();
        return new BuildStore(folder, code, variant).get(version, (work, taskRoot) -> {
            if (tool.isPresent()) {
                run(source, tool.get(), work, taskRoot, reports);
                checkSize(UnzippedSize.of(taskRoot));
            } else if (Files.isRegularFile(code)) {
                Archive.unpack(code, taskRoot);
            } else {
                checkSize(state.bytes());
                Folders.copy(code, state.files(), taskRoot);
            }
        });
    }

    private static void checkSize(long bytes) throws IOException {
        if (bytes > UnzippedSize.MAXIMUM_BYTES) {
            throw new IOException(
                    "its code has %d bytes, more than the %d that Lambda takes: leave out what it does not need"
                            .formatted(bytes, UnzippedSize.MAXIMUM_BYTES));
        }
    }

    private void run(FunctionSource source, BuildTool tool, Path work, Path taskRoot, BuildLog reports)
            throws IOException, InterruptedException {
        Path code = source.code();
        reports.started(code, tool.name());
        BuildProcess.Result result = build(source, tool, work, taskRoot);
        if (!result.isSuccess()) {
            List<String> output = result.lines().stream()
                    .map(line -> line.replace(work + File.separator, "").replace(code + File.separator, ""))
                    .toList();
            reports.failed(code, tool.explanation(output));
            throw new CodeError("%s: CodeUri %s: %s cannot build it: %s"
                    .formatted(source.logicalId(), code, tool.name(), tool.reason(output)));
        }
        if (isEmpty(taskRoot) && !(source.method() instanceof Method.OfLayer)) {
            throw new CodeError("%s: CodeUri %s: %s".formatted(source.logicalId(), code, tool.nothingBuilt()));
        }
    }

    private BuildProcess.Result build(FunctionSource source, BuildTool tool, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        try {
            return tool.build(tree(source), work, taskRoot);
        } catch (BuildProcess.NotStartedException e) {
            throw new UserError(
                    "%s: CodeUri %s is a %s project, and %s"
                            .formatted(source.logicalId(), source.code(), tool.name(), tool.missing()),
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals("lib"));
        }
    }
}
