package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Merges the layers of a function in one folder, as AWS does in {@code /opt}: each is built or unpacked, and of two files
 * with the same path the later layer's wins. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">Packaging your layer content</a>
 */
public final class LayerBuilder {
    private static final Path LIBRARIES = Path.of("java", "lib");
    private static final int KEPT = 5;

    private final Path folder;
    private final CodeBuilder builder;

    /** Makes a builder that keeps its builds in the folder, as the code builder does. */
    public LayerBuilder(Path folder, CodeBuilder builder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.builder = builder;
    }

    /**
     * A layer to be built.
     *
     * @param source where its content comes from
     * @param kind what its build gives
     */
    public record Layer(FunctionSource source, Kind kind) {}

    /**
     * What the build of a layer gives, and so where it belongs in {@code /opt}.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">Layer paths for each Lambda
     *     runtime</a>
     */
    public enum Kind {
        /** Folders as they are in {@code /opt}. */
        AS_IT_IS,

        /** Classes with {@code lib/*.jar}. */
        JAVA,

        /** Modules, with packages in {@code node_modules}. */
        NODEJS,

        /** Modules and packages. */
        PYTHON;

        /** Returns that of a {@code BuildMethod} that names a runtime. */
        public static Kind of(String runtime) {
            return runtime.startsWith("nodejs") ? NODEJS : runtime.startsWith("python") ? PYTHON : JAVA;
        }
    }

    /**
     * Returns a folder with the content of all layers, which never changes.
     *
     * @param logicalId the function's
     * @param layers in the order of the template
     * @throws UserError if one of them cannot be built
     * @throws InterruptedException if the caller was interrupted
     */
    public Path build(String logicalId, List<Layer> layers) throws InterruptedException {
        List<Path> contents = new ArrayList<>();
        for (Layer layer : layers) {
            contents.add(content(layer));
        }
        String version = contents.stream()
                .map(content -> content.getFileName().toString().replaceFirst(".*-", ""))
                .collect(Collectors.joining("-"));
        try {
            return new BuildStore(folder, folder.resolve(logicalId + "-layers"), String.valueOf(layers.size()), KEPT)
                    .get(version, (work, opt) -> {
                        for (int i = 0; i < layers.size(); i++) {
                            add(layers.get(i), contents.get(i), opt);
                        }
                    });
        } catch (IOException e) {
            throw new UserError("%s: Layers: %s".formatted(logicalId, e.getMessage()), e);
        }
    }

    private Path content(Layer layer) throws InterruptedException {
        try {
            return builder.build(layer.source()).taskRoot();
        } catch (UserError e) {
            // The builder calls it as it is called of a function.
            throw new UserError(e.getMessage().replaceFirst(": CodeUri ", ": ContentUri "), e);
        }
    }

    private static void add(Layer layer, Path content, Path opt) throws IOException {
        switch (layer.kind()) {
            case AS_IT_IS -> Folders.copy(content, opt);
            case NODEJS -> Folders.copy(content, opt.resolve("nodejs"));
            case PYTHON -> Folders.copy(content, opt.resolve("python"));
            case JAVA -> addJars(layer, content, opt);
        }
    }

    private static void addJars(Layer layer, Path content, Path opt) throws IOException {
        Path libraries = Files.createDirectories(opt.resolve(LIBRARIES));
        Path jars = content.resolve("lib");
        if (Files.isDirectory(jars)) {
            Folders.copy(jars, libraries);
        }
        pack(content, jars, libraries.resolve(layer.source().logicalId() + ".jar"));
    }

    /** Packs the project's own classes, because Lambda takes them from a layer only in a JAR. */
    private static void pack(Path classes, Path jars, Path jar) throws IOException {
        try (Stream<Path> walk = Files.walk(classes);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path entry : walk.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(jars))
                    .sorted()
                    .toList()) {
                JarEntry name = new JarEntry(classes.relativize(entry)
                        .toString()
                        .replace(entry.getFileSystem().getSeparator(), "/"));
                // The same classes make the same JAR.
                name.setTime(0);
                out.putNextEntry(name);
                Files.copy(entry, out);
            }
        }
    }
}
