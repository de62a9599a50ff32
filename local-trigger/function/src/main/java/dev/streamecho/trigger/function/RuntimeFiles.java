package dev.streamecho.trigger.function;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JARs and the native part of AWS's runtime interface client, which Maven puts into {@code target/runtime}.
 *
 * @param folder where they are
 * @param nativePart the library for this system; empty if there is none, so that the client runs without it
 * @param fromArchive the JVM's option for an archive of the client's classes, if the launcher names one
 */
record RuntimeFiles(Path folder, Optional<Path> nativePart, Optional<String> fromArchive) {

    /** Returns those of this build, which are beside the trigger's own classes or JAR, in a folder or an archive. */
    static RuntimeFiles ofTrigger() {
        Path folder = folderOf(trigger(), UserCache.folder().resolve("runtime"));
        Path library = folder.resolve("jni").resolve("libaws-lambda-jni.%s.so".formatted(platform()));
        return new RuntimeFiles(
                folder,
                Optional.of(library).filter(Files::exists),
                Optional.ofNullable(System.getProperty("trigger.runtimeArchive")));
    }

    static Path folderOf(Path trigger, Path cache) {
        Path folder = trigger.resolveSibling("runtime");
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return RuntimeArchive.beside(trigger)
                .map(archive -> archive.unpackedIn(cache))
                .orElseThrow(() -> new IllegalStateException(folder + " is missing: build local-trigger with Maven"));
    }

    RuntimeFiles withoutNativePart() {
        return new RuntimeFiles(folder, Optional.empty(), fromArchive);
    }

    String classPath() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path trigger() {
        try {
            return Path.of(RuntimeFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the client names its libraries. */
    private static String platform() {
        String system = System.getProperty("os.name").equals("Linux") && usesMusl()
                ? "linux_musl"
                : System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> system + "-x86_64";
            case "aarch64" -> system + "-aarch_64";
            default -> system + "-" + System.getProperty("os.arch");
        };
    }

    /** Returns whether this JVM, and so the function's, is linked with musl (Alpine) instead of glibc. */
    private static boolean usesMusl() {
        try (Stream<String> libraries = Files.lines(Path.of("/proc/self/maps"))) {
            return libraries.anyMatch(line -> line.contains("/ld-musl-"));
        } catch (IOException e) {
            return false;
        }
    }
}
