package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bundles a function of Node.js with esbuild, as {@code sam build} does. The project is read where it is, and nothing is
 * written there.
 *
 * @param sources the absolute path that {@code CodeUri} names
 * @param handler the function's, which names the file to be bundled if no entry point does
 * @param options those of the template
 * @param modules the packages that were installed elsewhere for the project; empty if they are beside it
 * @param shared the packages with an esbuild for projects without one; empty as long as that need not be there
 */
record EsbuildBuild(Path sources, String handler, Method.Esbuild options, Optional<Path> modules, Optional<Path> shared)
        implements BuildTool {
    private static final List<String> EXTENSIONS =
            List.of("", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs");
    private static final Path EXECUTABLE =
            Path.of(".bin", System.getProperty("os.name").startsWith("Windows") ? "esbuild.cmd" : "esbuild");

    private static final Pattern ERROR = Pattern.compile("\\S* ?\\[ERROR] (.*)");
    private static final Pattern PLACE = Pattern.compile("\\s+(\\S.*:\\d+):\\d+:");

    @Override
    public String name() {
        return "esbuild";
    }

    @Override
    public BuildTool with(Installation installation, Path installed) throws IOException {
        return installation instanceof NpmInstall npm
                ? new EsbuildBuild(sources, handler, options, Optional.of(npm.modules(installed)), shared)
                : this;
    }

    /** Returns it with an esbuild that is not the project's. */
    EsbuildBuild with(Path others) {
        return new EsbuildBuild(sources, handler, options, modules, Optional.of(others));
    }

    /** Returns whether the project or the machine has it. */
    boolean isThere() {
        return ofProject().isPresent()
                || Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(EXECUTABLE.getFileName())));
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable()));
        for (String entry : entryPoints()) {
            command.add(file(entry));
        }
        command.addAll(List.of("--bundle", "--platform=node", "--log-level=warning", "--outdir=" + taskRoot));
        command.addAll(options.options());
        return BuildProcess.run(
                sources,
                modules.map(folder -> Map.of("NODE_PATH", folder.toString())).orElse(Map.of()),
                command,
                work.resolveSibling("output.log"));
    }

    /** Returns esbuild of the project, or the shared one, or that of the PATH. */
    private String executable() {
        return ofProject()
                .or(() -> shared.map(folder -> folder.resolve(EXECUTABLE)))
                .map(Path::toString)
                .orElse(name());
    }

    private Optional<Path> ofProject() {
        return Stream.concat(modules.stream(), new NodeModules(sources).above())
                .map(folder -> folder.resolve(EXECUTABLE))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private List<String> entryPoints() {
        return options.entryPoints().isEmpty()
                ? List.of(handler.replaceFirst("\\.[^./]*$", ""))
                : options.entryPoints();
    }

    /** Returns the entry point with the extension that its file has; as it is if there is no file. */
    private String file(String entry) {
        return EXTENSIONS.stream()
                .map(extension -> entry + extension)
                .filter(file -> Files.isRegularFile(sources.resolve(file)))
                .findFirst()
                .orElse(entry);
    }

    @Override
    public String missing() {
        return "it does not run: npm install --save-dev esbuild";
    }

    /** Returns the first error with the place that esbuild shows under it. */
    @Override
    public String reason(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher error = ERROR.matcher(lines.get(i));
            if (error.matches()) {
                return lines.stream()
                        .skip(i)
                        .map(PLACE::matcher)
                        .filter(Matcher::matches)
                        .findFirst()
                        .map(place -> "%s: %s".formatted(place.group(1), error.group(1)))
                        .orElse(error.group(1));
            }
        }
        return lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("esbuild gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return lines;
    }
}
