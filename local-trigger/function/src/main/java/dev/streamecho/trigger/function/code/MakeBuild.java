package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** With the line of the makefile and the target. */
    private static final Pattern FAILED_COMMAND =
            Pattern.compile("make: \\*\\*\\* \\[(?:.*/)?([^/]+)\\] (Error \\d+)(?: .*)?");

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

    /** Returns make's own error; if a command failed, where it is, and the last line before, which it has printed or is. */
    @Override
    public String reason(List<String> lines) {
        Optional<String> last = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("make"))
                .reduce((first, second) -> second);
        Optional<String> error =
                lines.stream().filter(line -> line.startsWith("make: *** ")).findFirst();
        if (error.isEmpty()) {
            return last.orElse("make gave no reason");
        }
        Matcher failed = FAILED_COMMAND.matcher(error.get());
        if (!failed.matches()) {
            return error.get();
        }
        String where = "%s: %s".formatted(failed.group(1), failed.group(2));
        return last.map(line -> "%s, after: %s".formatted(where, line)).orElse(where);
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
