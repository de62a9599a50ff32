package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.function.UnzippedSize;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Builds the code of one source.
 *
 * @param folder of the builds
 * @param shared of what is made for all projects
 */
record CodeBuild(
        FunctionSource source, Recipes recipes, Requirements requirements, Path folder, Path shared, ToolRun tools) {

    /** Older ones are deleted. More than one, because a function may still run on an earlier build. */
    private static final int KEPT_BUILDS = 5;

    /** They are larger, and change rarely. */
    private static final int KEPT_INSTALLATIONS = 2;

    FunctionCode run() throws IOException, InterruptedException {
        if (source.method() instanceof Method.Inline inline) {
            InlineCode code = new InlineCode(source, inline.text());
            Path taskRoot = store().get("1", (work, target) -> code.write(target));
            return new FunctionCode(source, taskRoot, awsSdk(taskRoot), SourceState.NONE);
        }
        Recipe recipe = recipes.of(source);
        SourceState state = recipe.tree().state();
        Optional<Installation> installation = requirements.installation(source);
        Optional<Path> installed =
                installation.isPresent() ? Optional.of(install(installation.get())) : Optional.empty();
        // Another JDK may have compiled it to class files that this one cannot read.
        String version = Runtime.version().feature() + "-" + state.version()
                + installed.map(path -> "-" + path.getFileName()).orElse("");
        Path taskRoot = store().get(version, (work, target) -> {
            if (recipe.tool().isPresent()) {
                BuildTool tool = recipe.tool().get();
                if (installed.isPresent()) {
                    tool = tool.with(installation.orElseThrow(), installed.get());
                }
                tools.run(complete(tool), recipe.tree(), work, target);
                checkSize(UnzippedSize.of(target));
            } else {
                take(state, target);
                if (installed.isPresent()) {
                    installation.orElseThrow().link(installed.get(), target);
                } else {
                    requirements.link(source, target);
                }
            }
        });
        return new FunctionCode(source, taskRoot, awsSdk(taskRoot), state);
    }

    private BuildStore store() {
        String variant = source.method() instanceof Method.Usual ? "" : source.logicalId() + source.method();
        return new BuildStore(folder, source.code(), variant, KEPT_BUILDS);
    }

    /** Takes the code as it is. */
    private void take(SourceState state, Path target) throws IOException {
        Path code = source.code();
        if (Archive.isArchive(code)) {
            Archive.unpack(code, target);
        } else {
            checkSize(state.bytes());
            if (Files.isRegularFile(code)) {
                Files.copy(code, target.resolve(code.getFileName()));
            } else {
                Folders.copy(code, state.files(), target);
            }
        }
    }

    private Path install(Installation installation) throws IOException, InterruptedException {
        // By its name, because functions that are built in different ways may share one.
        String variant = installation.name() + installation.isRunWith();
        return install(installation, new BuildStore(folder, source.code(), variant, KEPT_INSTALLATIONS));
    }

    private Path install(Installation installation, BuildStore store) throws IOException, InterruptedException {
        return store.get(installation.version(), (work, target) -> {
            tools.run(installation, SourceTree.ofProject(source.code(), OwnFiles.none()), work, target);
            if (installation.isRunWith()) {
                checkSize(UnzippedSize.of(target));
            }
        });
    }

    /** Returns the folder of the packages of the AWS SDK that a function lacks, and that its runtime has on AWS. */
    private Optional<Path> awsSdk(Path taskRoot) throws IOException, InterruptedException {
        if (!source.isNode() || source.isLayer()) {
            return Optional.empty();
        }
        AwsSdkForNode sdk = requirements.awsSdk(source, taskRoot);
        if (sdk.packages().isEmpty()) {
            return Optional.empty();
        }
        Path folder = install(sdk.packages().get());
        tools.log().notice(sdk.notice(folder));
        return Optional.of(folder);
    }

    /** Returns a tool with itself, if neither the project nor the machine has it. */
    private BuildTool complete(BuildTool tool) throws IOException, InterruptedException {
        if (!(tool instanceof EsbuildBuild esbuild) || esbuild.isThere()) {
            return tool;
        }
        Path folder = install(requirements.esbuild());
        tools.log()
                .notice(
                        "%s bundles what brings no esbuild of its own: npm install --save-dev esbuild, as sam build needs it"
                                .formatted(SharedPackages.withVersion(folder, esbuild.name())));
        return esbuild.with(SharedPackages.modules(folder));
    }

    private Path install(SharedPackages packages) throws IOException, InterruptedException {
        return install(packages, new BuildStore(shared, Path.of("nodejs"), packages.version(), 1));
    }

    private static void checkSize(long bytes) throws IOException {
        if (bytes > UnzippedSize.MAXIMUM_BYTES) {
            throw new IOException(
                    "its code has %d bytes, more than the %d that Lambda takes: leave out what it does not need"
                            .formatted(bytes, UnzippedSize.MAXIMUM_BYTES));
        }
    }
}
