package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The JDK of the trigger, with AWS's runtime interface client. */
record JavaRuntime(RuntimeFiles files) implements FunctionRuntime {
    private static final List<String> OPTIONS_OF_JVM =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

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
        Optional<Path> untilHooksHaveRun = writeHooksFile(function, debugPort);
        return new Launch(
                RuntimeCommand.of(function, files, debugPort, codeFolder, untilHooksHaveRun),
                files.folder(),
                Map.of(),
                true,
                () -> {
                    codeFolder.ifPresent(LayerClassPath::delete);
                    untilHooksHaveRun.ifPresent(file -> file.toFile().delete());
                },
                untilHooksHaveRun);
    }

    /** After the hooks of a JVM with options of its own, an archive or a profile may be written. */
    private static Optional<Path> writeHooksFile(FunctionConfiguration function, OptionalInt debugPort)
            throws IOException {
        boolean hasOptions = OPTIONS_OF_JVM.stream()
                .anyMatch(name -> !function.environment().getOrDefault(name, "").isBlank());
        if (hasOptions || debugPort.isPresent()) {
            return Optional.empty();
        }
        Path taskRoot = function.taskRoot();
        return Optional.of(Files.write(taskRoot.resolveSibling(taskRoot.getFileName() + ".hooks"), new byte[0]));
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
