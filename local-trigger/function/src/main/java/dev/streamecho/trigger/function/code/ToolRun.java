package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs build tools for a source, and makes errors of their failures. */
record ToolRun(FunctionSource source, BuildLog log) {

    /**
     * Runs a tool, if it is to make something of the code.
     *
     * @throws CodeError if the tool fails
     * @throws UserError if there is no such tool
     */
    void run(BuildTool tool, SourceTree tree, Path work, Path target) throws IOException, InterruptedException {
        Path code = source.code();
        log.started(
                tool instanceof SharedPackages shared
                        ? Path.of(shared.specifications().get(0))
                        : code,
                tool.name());
        BuildProcess.Result result = build(tool, tree, work, target);
        if (!result.isSuccess()) {
            List<String> output = result.lines().stream()
                    .map(line -> line.replace(work + File.separator, "").replace(code + File.separator, ""))
                    .toList();
            log.failed(code, tool.explanation(output));
            throw new CodeError("%s: CodeUri %s: %s cannot %s: %s"
                    .formatted(source.logicalId(), code, tool.name(), tool.task(), tool.reason(output)));
        }
        result.notice().ifPresent(log::notice);
        if (isEmpty(target) && !(source.method() instanceof Method.OfLayer) && !(tool instanceof Installation)) {
            throw new CodeError("%s: CodeUri %s: %s".formatted(source.logicalId(), code, tool.nothingBuilt()));
        }
    }

    private BuildProcess.Result build(BuildTool tool, SourceTree tree, Path work, Path target)
            throws IOException, InterruptedException {
        try {
            return tool.build(tree, work, target);
        } catch (BuildProcess.NotStartedException e) {
            throw new UserError(
                    "%s: CodeUri %s is built with %s, and %s"
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
