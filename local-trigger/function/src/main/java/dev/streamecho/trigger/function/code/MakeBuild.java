package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a function with its makefile in a copy of its folder, as {@code sam build} does: the target puts what is to run
 * into {@code ARTIFACTS_DIR}.
 *
 * @param sources the folder that {@code CodeUri} names
 * @param logicalId the function's, which names the target
 * @param workingDirectory where {@code make} runs; empty for the copy
 * @param inSource whether there is no copy, and it runs where the code is
 */
record MakeBuild(String logicalId, Path sources, Optional<Path> workingDirectory, boolean inSource)
        implements BuildTool {
    private static final String MAKEFILE = "Makefile";

    private String target() {
        return "build-" + logicalId;
    }

    @Override
    public String name() {
        return "make";
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        // With sam build, a target never finds what an earlier run has left.
        Folders.delete(work);
        Path project = sources;
        if (!inSource) {
            Folders.synchronize(tree, work);
            project = work;
        }
        if (Files.notExists(project.resolve(MAKEFILE))) {
            return new BuildProcess.Result(
                    2, List.of("there is no %s with a target %s in it".formatted(MAKEFILE, target())));
        }
        return BuildProcess.run(
                folder(project),
                Map.of("ARTIFACTS_DIR", taskRoot.toString()),
                List.of("make", "--makefile", project.resolve(MAKEFILE).toString(), target()),
                work.resolveSibling("output.log"));
    }

    private Path folder(Path project) {
        return workingDirectory
                .map(folder -> folder.startsWith(sources) ? project.resolve(sources.relativize(folder)) : folder)
                .orElse(project);
    }

    static boolean isProject(Path folder) {
        return Files.exists(folder.resolve(MAKEFILE));
    }

    @Override
    public String missing() {
        return "there is no make on the PATH: install it";
    }

    /** Returns make's own error, or the last line of what it has run. */
    @Override
    public String reason(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("make: *** ") && !line.contains("] Error "))
                .findFirst()
                .or(() -> lines.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("make"))
                        .reduce((first, second) -> second))
                .orElse("make gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return lines;
    }

    @Override
    public String nothingBuilt() {
        return "the target %s of its makefile puts nothing into ARTIFACTS_DIR".formatted(target());
    }
}
