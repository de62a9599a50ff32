package dev.streamecho.trigger.function;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the handler's class before the function starts, without loading it: the runtime would report that it is missing
 * at the first invocation only.
 */
final class HandlerClass {
    private static final int CLASS_FILE_VERSION_AT = 6;

    /** Class file version 45 is Java 1. */
    private static final int CLASS_FILE_VERSION_OF_JAVA_0 = 44;

    private HandlerClass() {}

    /**
     * Checks that the class is there.
     *
     * @throws CodeError if it is not in the function's code, or is too new for this JDK
     */
    static void check(FunctionConfiguration function) {
        String name = function.handler().split("::", 2)[0];
        try (URLClassLoader code = new URLClassLoader(urls(function), null);
                InputStream file = code.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new CodeError("%s: Handler %s: there is no class %s in %s"
                        .formatted(
                                function.logicalId(),
                                function.handler(),
                                name,
                                function.files().code()));
            }
            checkVersion(function, name, javaVersion(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkVersion(FunctionConfiguration function, String name, int version) {
        int here = Runtime.version().feature();
        if (version > here) {
            throw new CodeError(
                    "%s: %s is compiled for Java %d, and this is Java %d: start the trigger with JDK %d or newer (JAVA_HOME), or compile with maven.compiler.release %d"
                            .formatted(function.logicalId(), name, version, here, version, here));
        }
    }

    private static int javaVersion(InputStream file) throws IOException {
        DataInputStream data = new DataInputStream(file);
        data.skipNBytes(CLASS_FILE_VERSION_AT);
        return data.readUnsignedShort() - CLASS_FILE_VERSION_OF_JAVA_0;
    }

    /** Returns what the runtime interface client has on its class path for the function's code. */
    static URL[] urls(FunctionConfiguration function) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(function.taskRoot()));
        classPath.addAll(LayerClassPath.jars(function.taskRoot().resolve("lib")));
        if (function.layers().isPresent()) {
            classPath.addAll(LayerClassPath.jarsOfLayers(function.layers().get()));
        }
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
