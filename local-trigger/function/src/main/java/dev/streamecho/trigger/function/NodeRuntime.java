package dev.streamecho.trigger.function;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine's Node.js, with a runtime interface client of our own ({@code runtime/nodejs}): AWS's needs a tool chain for C++
 * to be installed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html">Building Lambda functions with Node.js</a>
 */
record NodeRuntime(RuntimeFiles files) implements FunctionRuntime {
    /** As in AWS's own images, of the function's memory. */
    private static final int OLD_SPACE_PERCENT = 90;

    private static final int SEMI_SPACE_PERCENT = 5;

    private static final List<String> EXTENSIONS = List.of(".js", ".mjs", ".cjs");

    @Override
    public void check(FunctionConfiguration function) {
        String handler = function.handler();
        Path file = Path.of(handler);
        String[] names = file.getFileName().toString().split("\\.", 2);
        if (names.length < 2 || names[1].isEmpty() || handler.contains("..")) {
            throw error(function, "use FILE.FUNCTION, such as index.handler");
        }
        Path module = file.resolveSibling(names[0]);
        if (!isThere(function, module)) {
            throw error(
                    function,
                    "there is no %s in %s%s"
                            .formatted(
                                    EXTENSIONS.stream()
                                            .map(extension -> module + extension)
                                            .collect(Collectors.joining(" or ")),
                                    function.files().code(),
                                    isTypeScript(function, module)
                                            ? ", but TypeScript, which has to be built: give the function Metadata with BuildMethod: esbuild"
                                            : ""));
        }
    }

    private static CodeError error(FunctionConfiguration function, String problem) {
        return new CodeError("%s: Handler %s: %s".formatted(function.logicalId(), function.handler(), problem));
    }

    /** In a folder of packages, only the runtime knows what a name leads to. */
    private static boolean isThere(FunctionConfiguration function, Path module) {
        Path path = inFolders(function, module);
        return Files.exists(path)
                || EXTENSIONS.stream()
                        .anyMatch(extension -> Files.exists(path.resolveSibling(path.getFileName() + extension)))
                || Stream.concat(
                                Stream.of(function.taskRoot().resolve("node_modules")),
                                NodePackages.folders(function).stream())
                        .anyMatch(packages -> Files.exists(packages.resolve(module)));
    }

    private static boolean isTypeScript(FunctionConfiguration function, Path module) {
        Path path = inFolders(function, module);
        return Stream.of(".ts", ".mts", ".cts")
                .anyMatch(extension -> Files.exists(path.resolveSibling(path.getFileName() + extension)));
    }

    /** Handlers of extensions are in a layer, and named by their place on AWS. */
    private static Path inFolders(FunctionConfiguration function, Path module) {
        Path opt = Path.of("/opt");
        return module.startsWith(opt) && function.layers().isPresent()
                ? function.layers().get().resolve(opt.relativize(module).toString())
                : function.taskRoot().resolve(module);
    }

    @Override
    public void prepare(FunctionConfiguration function, OptionalInt debugPort, Consumer<String> notice)
            throws IOException {
        try {
            Interpreter.of(function.runtime());
        } catch (UserError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean namesFiles() {
        return true;
    }

    @Override
    public Launch launch(FunctionConfiguration function, OptionalInt debugPort) throws IOException {
        List<Path> packages = NodePackages.folders(function);
        NodePackages.link(FileNames.folderOf(function.taskRoot()), packages);
        Path folder = files.folder().resolve("nodejs");
        List<String> command = new ArrayList<>();
        command.add(Interpreter.of(function.runtime()).program().toString());
        command.add("--expose-gc");
        command.add("--max-http-header-size=81920");
        command.add("--max-semi-space-size=" + function.memoryMegabytes() * SEMI_SPACE_PERCENT / 100);
        command.add("--max-old-space-size=" + function.memoryMegabytes() * OLD_SPACE_PERCENT / 100);
        debugPort.ifPresent(port -> command.add("--inspect-brk=127.0.0.1:" + port));
        command.add(folder.resolve("index.cjs").toString());
        command.add(inFolders(function, Path.of(function.handler())).toString());
        return new Launch(
                EndWithTrigger.command(files, command),
                function.libraries().orElse(folder),
                Map.of("NODE_PATH", nodePath(function, packages)),
                true);
    }

    private static String nodePath(FunctionConfiguration function, List<Path> packages) {
        return Stream.concat(packages.stream(), Stream.of(function.taskRoot()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
