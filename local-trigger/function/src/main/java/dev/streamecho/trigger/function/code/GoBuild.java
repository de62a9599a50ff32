package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compiles a function in Go for this machine, to the executable that its handler names, as {@code sam build} does.
 *
 * @param code the absolute path that {@code CodeUri} names, of the main package
 * @param runtime of the function
 * @param handler of the function: the name of what is compiled
 * @param trimPath whether it has no paths of this machine in it
 */
record GoBuild(Path code, String runtime, String handler, boolean trimPath) implements BuildTool {
    private static final String PROVIDED = "provided";
    private static final String BOOTSTRAP = "bootstrap";

    private static final Pattern HEADING = Pattern.compile("# .*|go: downloading .*|\\s*");

    @Override
    public String name() {
        return "Go";
    }

    /** The folder of the module, whose packages may use each other. */
    @Override
    public Path sources() {
        return Stream.iterate(code, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("go.mod")))
                .findFirst()
                .orElse(code);
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        if (runtime.startsWith(PROVIDED) && !handler.equals(BOOTSTRAP)) {
            return new BuildProcess.Result(
                    1,
                    List.of(
                            "its Handler is %s, after which the program is named, and %s runs only one named %s: make that the Handler"
                                    .formatted(handler, runtime, BOOTSTRAP)));
        }
        List<String> command = new ArrayList<>(List.of("go", "build"));
        if (trimPath) {
            command.add("-trimpath");
        }
        command.addAll(List.of("-o", taskRoot.resolve(handler).toString(), "."));
        // Empty is this machine: the caller may be set up to compile for others.
        return BuildProcess.run(code, Map.of("GOOS", "", "GOARCH", ""), command, work.resolveSibling("output.log"));
    }

    @Override
    public String missing() {
        return "there is no go on the PATH: install Go";
    }

    /** Returns the compiler's first error, which begins with its place. */
    @Override
    public String reason(List<String> lines) {
        return lines.stream()
                .filter(line -> !HEADING.matcher(line).matches())
                .findFirst()
                .map(line -> line.replaceFirst("^\\./", "").strip())
                .orElse("Go gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return lines.size() > 1 ? lines : List.of();
    }
}
