package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of a function are.
 *
 * @param code what {@code CodeUri} names, for messages: users do not know where their builds are
 * @param taskRoot the folder that would be {@code /var/task}; of a Java function it has classes and resources, with jars in
 *     {@code lib/}
 * @param layers the folder that would be {@code /opt}; empty for a function without layers
 * @param libraries the folder with what AWS's runtime brings and the machine does not, in {@code node_modules}; empty if the
 *     function needs none of it
 */
public record FunctionFiles(Path code, Path taskRoot, Optional<Path> layers, Optional<Path> libraries) {

    /** Returns the files of a function without layers whose code needs no build. */
    public static FunctionFiles of(Path code) {
        return new FunctionFiles(code, code, Optional.empty(), Optional.empty());
    }

    FunctionFiles withTaskRoot(Path folder) {
        return new FunctionFiles(code, folder, layers, libraries);
    }

    FunctionFiles withLayers(Path folder) {
        return new FunctionFiles(code, taskRoot, Optional.of(folder), libraries);
    }

    FunctionFiles withLibraries(Optional<Path> folder) {
        return new FunctionFiles(code, taskRoot, layers, folder);
    }
}
