package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The JDK of the trigger, with AWS's runtime interface client. */
record JavaRuntime(RuntimeFiles files) implements FunctionRuntime {

    @Override
    public void check(FunctionConfiguration function) {
        HandlerClass.check(function);
    }

    /** The client runs the hooks around a snapshot only with its native part. */
    @Override
    public FunctionConfiguration possible(FunctionConfiguration function) {
        return files.nativePart().isEmpty() && function.initialization() == InitializationType.SNAP_START
                ? function.withInitialization(InitializationType.ON_DEMAND)
                : function;
    }

    @Override
    public boolean namesFiles() {
        return false;
    }

    @Override
    public Launch launch(FunctionConfiguration function, OptionalInt debugPort) throws IOException {
        Optional<Path> codeFolder = writeCodeFolder(function);
        return new Launch(
                RuntimeCommand.of(function, files, debugPort, codeFolder),
                files.folder(),
                Map.of(),
                true,
                () -> codeFolder.ifPresent(LayerClassPath::delete));
    }

    private static Optional<Path> writeCodeFolder(FunctionConfiguration function) throws IOException {
        if (function.layers().isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("function-class-path");
        LayerClassPath.write(folder, function.taskRoot(), function.layers().get());
        return Optional.of(folder);
    }
}
