package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of a function are.
 *
 * @param code what {@code CodeUri} names, for messages: users do not know where their builds are
 * @param taskRoot the folder that would be {@code /var/task}: classes and resources, with jars in {@code lib/}
 * @param layers the folder that would be {@code /opt}; empty for a function without layers
 */
public record FunctionFiles(Path code, Path taskRoot, Optional<Path> layers) {

    /** Returns the files of a function without layers whose code needs no build. */
    public static FunctionFiles of(Path code) {
        return new FunctionFiles(code, code, Optional.empty());
    }

    FunctionFiles withTaskRoot(Path folder) {
        return new FunctionFiles(code, folder, layers);
    }

    FunctionFiles withLayers(Path folder) {
        return new FunctionFiles(code, taskRoot, Optional.of(folder));
    }
}
