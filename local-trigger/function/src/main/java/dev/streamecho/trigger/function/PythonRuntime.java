package dev.streamecho.trigger.function;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's Python 3 in a virtual environment, with AWS's runtime interface client and SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html">Building Lambda functions with Python</a>
 */
final class PythonRuntime implements FunctionRuntime {
    private final RuntimeFiles files;
    private final boolean hasPackages;

    private volatile @Nullable PythonEnvironment environment;

    PythonRuntime(RuntimeFiles files) {
        this(files, true);
    }

    private PythonRuntime(RuntimeFiles files, boolean hasPackages) {
        this.files = files;
        this.hasPackages = hasPackages;
    }

    /** Returns one without AWS's client and SDK, as on a machine that cannot install them. */
    static PythonRuntime withoutPackages(RuntimeFiles files) {
        return new PythonRuntime(files, false);
    }

    @Override
    public void check(FunctionConfiguration function) {
        String handler = function.handler();
        int dot = handler.lastIndexOf('.');
        if (dot <= 0 || dot == handler.length() - 1) {
            throw error(function, "use MODULE.FUNCTION, such as app.lambda_handler");
        }
        Path module = Path.of(handler.substring(0, dot).replace('.', '/'));
        if (Stream.concat(Stream.of(function.taskRoot()), layers(function, function.runtime()).stream())
                .noneMatch(folder -> hasModule(folder.resolve(module)))) {
            throw error(
                    function,
                    "there is no %s.py in %s".formatted(module, function.files().code()));
        }
    }

    private static CodeError error(FunctionConfiguration function, String problem) {
        return new CodeError("%s: Handler %s: %s".formatted(function.logicalId(), function.handler(), problem));
    }

    /** A module is a file, a folder, or compiled. */
    private static boolean hasModule(Path path) {
        String name = path.getFileName().toString();
        if (Files.isDirectory(path)) {
            return true;
        } else if (!Files.isDirectory(FileNames.folderOf(path))) {
            return false;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(FileNames.folderOf(path), name + ".{py,pyc,*so,pyd}")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** The folders of layers in the order in which modules are looked up, for the version of the template and that here. */
    private static List<Path> layers(FunctionConfiguration function, String version) {
        return function.layers().stream()
                .flatMap(opt -> Stream.of(
                                "lib/" + function.runtime() + "/site-packages", "lib/" + version + "/site-packages", "")
                        .distinct()
                        .map(opt.resolve("python")::resolve))
                .filter(Files::isDirectory)
                .toList();
    }

    @Override
    public void prepare(FunctionConfiguration function, OptionalInt debugPort, Consumer<String> notice)
            throws IOException, InterruptedException {
        if (environment == null) {
            try {
                Interpreter interpreter = Interpreter.of(function.runtime());
                environment = hasPackages
                        ? PythonEnvironment.of(interpreter, folder(), debugPort.isPresent(), notice)
                        : PythonEnvironment.without(interpreter, folder());
            } catch (UserError e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private Path folder() {
        return files.folder().resolve("python");
    }

    @Override
    public boolean namesFiles() {
        return true;
    }

    @Override
    public Launch launch(FunctionConfiguration function, OptionalInt debugPort) {
        List<String> command = new ArrayList<>();
        PythonEnvironment prepared = Objects.requireNonNull(environment, "it is prepared");
        command.add(prepared.python().toString());
        // The folder of the code is read-only on AWS, so that there is no __pycache__.
        command.add("-B");
        // A debugger sees no breakpoint in frozen ones.
        debugPort.ifPresent(port -> command.add("-Xfrozen_modules=off"));
        command.add(folder().resolve("start.py").toString());
        command.add(function.handler());
        command.add(debugPort.isPresent() ? String.valueOf(debugPort.getAsInt()) : "");
        layers(function, prepared.version()).forEach(folder -> command.add(folder.toString()));
        return new Launch(
                EndWithTrigger.command(files, command),
                prepared.packages(),
                Map.of("PYTHONPATH", prepared.packages().toString()),
                true);
    }
}
