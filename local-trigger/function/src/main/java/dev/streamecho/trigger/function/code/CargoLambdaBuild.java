package dev.streamecho.trigger.function.code;

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
 * Compiles a function in Rust for this machine with Cargo Lambda, as {@code sam build} does.
 *
 * @param sources the absolute path that {@code CodeUri} names
 * @param binary the one to take; empty if there is one only
 * @see <a href="https://www.cargo-lambda.info/commands/build.html">cargo lambda build</a>
 */
record CargoLambdaBuild(Path sources, Optional<String> binary) implements BuildTool {
    private static final String BOOTSTRAP = "bootstrap";
    private static final String NOT_INSTALLED = "no such command: `lambda`";
    private static final Pattern ERROR = Pattern.compile("error(?:\\[\\w+])?: (.*)");
    private static final Pattern PLACE = Pattern.compile("\\s*--> (.+:\\d+):\\d+");

    @Override
    public String name() {
        return "Cargo Lambda";
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot)
            throws IOException, InterruptedException {
        Path output = work.resolve("lambda");
        Folders.delete(output);
        Files.createDirectories(work);
        List<String> command = new ArrayList<>(List.of(
                "cargo", "lambda", "build", "--release", "--compiler", "cargo", "--lambda-dir", output.toString()));
        binary.ifPresent(name -> command.addAll(List.of("--bin", name)));
        BuildProcess.Result result = BuildProcess.run(
                sources,
                Map.of("CARGO_TARGET_DIR", work.resolve("target").toString(), "CARGO_TERM_COLOR", "never"),
                command,
                work.resolveSibling("output.log"));
        return result.isSuccess() ? take(output, taskRoot, result) : result;
    }

    private BuildProcess.Result take(Path output, Path taskRoot, BuildProcess.Result result) throws IOException {
        List<Path> built;
        try (Stream<Path> folders = Files.list(output)) {
            built = folders.map(folder -> folder.resolve(BOOTSTRAP))
                    .filter(Files::exists)
                    .toList();
        }
        if (built.size() > 1) {
            return new BuildProcess.Result(
                    1, List.of("error: it has several binaries: name one in Metadata.BuildProperties.Binary"));
        }
        for (Path bootstrap : built) {
            Files.copy(bootstrap, taskRoot.resolve(BOOTSTRAP));
        }
        return result;
    }

    @Override
    public String missing() {
        return "there is no cargo on the PATH: install Rust and Cargo Lambda (pip install cargo-lambda)";
    }

    /** Returns the compiler's first error with its place. */
    @Override
    public String reason(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.contains(NOT_INSTALLED))) {
            return "cargo-lambda is not installed: pip install cargo-lambda";
        }
        Optional<String> error = lines.stream()
                .map(ERROR::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst();
        Optional<String> place = lines.stream()
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1) + ": ")
                .findFirst();
        return error.map(message -> place.orElse("") + message).orElse("Cargo gave no reason");
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return lines;
    }
}
