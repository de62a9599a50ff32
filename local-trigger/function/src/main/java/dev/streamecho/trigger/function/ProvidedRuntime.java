package dev.streamecho.trigger.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A program that speaks the Runtime API itself: {@code bootstrap} in the code or in a layer, or what the handler names
 * ({@code go1.x}).
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">Building a custom runtime</a>
 */
record ProvidedRuntime(RuntimeFiles files) implements FunctionRuntime {
    private static final String BOOTSTRAP = "bootstrap";
    private static final String GO = "go1.x";

    /** What builds the program, by the file that its sources have. */
    private static final Map<String, String> BUILD_METHODS = Map.of("go.mod", GO, "Cargo.toml", "rust-cargolambda");

    @Override
    public void check(FunctionConfiguration function) {
        Path program = program(function);
        String name = program.getFileName().toString();
        if (!Files.isRegularFile(program)) {
            throw new CodeError("%s: Runtime %s: there is no program %s in %s%s"
                    .formatted(
                            function.logicalId(),
                            function.runtime(),
                            name,
                            function.files().code(),
                            sources(function)));
        }
        if (!Files.isExecutable(program)) {
            throw new CodeError("%s: Runtime %s: %s in %s is not executable: chmod +x"
                    .formatted(
                            function.logicalId(),
                            function.runtime(),
                            name,
                            function.files().code()));
        }
        ProgramFile.problem(program).ifPresent(problem -> {
            throw new CodeError("%s: Runtime %s: %s in %s %s"
                    .formatted(
                            function.logicalId(),
                            function.runtime(),
                            name,
                            function.files().code(),
                            problem));
        });
    }

    private static String sources(FunctionConfiguration function) {
        return BUILD_METHODS.entrySet().stream()
                .filter(file -> Files.exists(function.taskRoot().resolve(file.getKey())))
                .map(file -> ", but %s, of which it has to be built: give the function Metadata with BuildMethod: %s"
                        .formatted(file.getKey(), file.getValue()))
                .findFirst()
                .orElse("");
    }

    /** AWS prefers the one of the code. */
    private static Path program(FunctionConfiguration function) {
        String name = function.runtime().equals(GO) ? function.handler() : BOOTSTRAP;
        return Stream.concat(Stream.of(function.taskRoot()), function.layers().stream())
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(function.taskRoot().resolve(name));
    }

    @Override
    public boolean namesFiles() {
        return false;
    }

    @Override
    public Launch launch(FunctionConfiguration function, OptionalInt debugPort) {
        return new Launch(
                EndWithTrigger.command(files, List.of(program(function).toString())), files.folder(), Map.of(), false);
    }
}
