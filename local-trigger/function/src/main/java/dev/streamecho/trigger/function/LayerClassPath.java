package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a function's code and the jars of its layers on one class path, the code first, as on AWS.
 *
 * <p>The runtime interface client looks for layers in {@code /opt/java} only, and for the code in the folder in which the JVM
 * was started. So it gets another folder, whose only JAR is a manifest that names all of them.
 */
final class LayerClassPath {
    private static final Path JAR = Path.of("lib", "class-path.jar");

    private LayerClassPath() {}

    /** Returns the JARs of a folder in the client's order; none if there is no such folder. */
    static List<Path> jars(Path libraries) throws IOException {
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the JARs of the layers. */
    static List<Path> jarsOfLayers(Path layers) throws IOException {
        return jars(layers.resolve("java").resolve("lib"));
    }

    /** Deletes what {@link #write} has written; what cannot be deleted stays in the system's temporary folder. */
    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(JAR));
            Files.deleteIfExists(folder.resolve("lib"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger(LayerClassPath.class.getName()).log(Level.DEBUG, "left behind: " + folder, e);
        }
    }

    /** Writes the JAR into the folder. */
    static void write(Path folder, Path taskRoot, Path layers) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(taskRoot));
        classPath.addAll(jars(taskRoot.resolve("lib")));
        classPath.addAll(jarsOfLayers(layers));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        classPath.stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" ")));
        Files.createDirectories(folder.resolve("lib"));
        try (OutputStream file = Files.newOutputStream(folder.resolve(JAR));
                JarOutputStream empty = new JarOutputStream(file, manifest)) {
            empty.finish();
        }
    }
}
