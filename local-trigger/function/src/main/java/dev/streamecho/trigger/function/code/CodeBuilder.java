package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.UserCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Makes the code that a function's {@code CodeUri} names ready to run, as {@code sam build} does: builds what has a build
 * file, with what it needs; unpacks a JAR or zip; copies a folder of code that needs no build. The same source is
 * built once. This class is thread-safe, and several triggers may use one folder.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build.html">
 *     Building applications with AWS SAM</a>
 */
public final class CodeBuilder {
    private final Path folder;
    private final Path shared;
    private final BuildLog log;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Recipes recipes;
    private final Requirements requirements;

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
                UserCache.folder(),
                log,
                Recipes.ofThisSystem(OwnFiles.ofThisProcess(runFiles)),
                Requirements.ofThisSystem(OwnFiles.ofThisProcess(runFiles)));
    }

    /**
     * With other tools.
     *
     * @param shared what is made for all projects
     */
    CodeBuilder(Path folder, Path shared, BuildLog log, Recipes recipes, Requirements requirements) {
        this.folder = folder.toAbsolutePath().normalize();
        this.shared = shared.toAbsolutePath().normalize();
        this.log = log;
        this.recipes = recipes;
        this.requirements = requirements;
    }

    /**
     * Returns the code of a function, built if the source has changed.
     *
     * @throws CodeError if the source does not build
     * @throws UserError if the source or what builds it is missing, or the code is larger than Lambda takes
     * @throws InterruptedException if the caller was interrupted; an unfinished build leaves nothing behind
     */
    public FunctionCode build(FunctionSource source) throws InterruptedException {
        return build(source, log::started);
    }

    /** Builds without a line at the start: only the end shows whether there is anything to report. */
    FunctionCode rebuild(FunctionSource source) throws InterruptedException {
        return build(source, (project, tool) -> {});
    }

    /** Passes each notice on once: several functions may have the same, and each build again. */
    private record Reports(BiConsumer<Path, String> starts, BuildLog log, Set<String> told) implements BuildLog {

        @Override
        public void started(Path project, String tool) {
            starts.accept(project, tool);
        }

        @Override
        public void notice(String line) {
            if (told.add(line)) {
                log.notice(line);
            }
        }

        @Override
        public void failed(Path project, List<String> explanation) {
            log.failed(project, explanation);
        }
    }

    private synchronized FunctionCode build(FunctionSource source, BiConsumer<Path, String> starts)
            throws InterruptedException {
        ToolRun tools = new ToolRun(source, new Reports(starts, log, told));
        try {
            return new CodeBuild(source, recipes, requirements, folder, shared, tools).run();
        } catch (PackageJson.NotJsonException e) {
            throw new CodeError("%s: CodeUri %s: %s".formatted(source.logicalId(), source.code(), e.getMessage()));
        } catch (IOException e) {
            throw new UserError("%s: CodeUri %s: %s".formatted(source.logicalId(), source.code(), e.getMessage()), e);
        }
    }

    /** Returns the files of a source as they are now; none if it is missing, cannot be read, or is not in files. */
    public SourceState state(FunctionSource source) {
        try {
            return source.isInFiles() ? recipes.of(source).tree().state() : SourceState.NONE;
        } catch (IOException e) {
            return SourceState.NONE;
        }
    }

    /** Returns a watch for changes since these files were built; empty for code that is not in files. */
    Optional<SourceWatch> watch(FunctionSource source, SourceState built) {
        if (!source.isInFiles()) {
            return Optional.empty();
        }
        Recipe recipe = recipes.of(source);
        return Optional.of(new SourceWatch(recipe.tree(), recipe.watched(), built));
    }

    /** Returns whether a tool builds the code, which takes its time, so that changes should come to an end before. */
    boolean isBuilt(FunctionSource source) {
        return source.isInFiles() && recipes.of(source).tool().isPresent();
    }
}
