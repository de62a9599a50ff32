package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that the trigger itself writes, which are never code, even in a function's folder: certain ones with what is
 * below them, and those to which this process's output is redirected.
 */
final class OwnFiles {
    /** On Linux and macOS, the files that a shell has opened for this process. */
    private static final List<Path> STANDARD_STREAMS = List.of(Path.of("/dev/fd/1"), Path.of("/dev/fd/2"));

    private final Set<Path> paths;
    private final Set<Object> redirected;

    private OwnFiles(Set<Path> paths, Set<Object> redirected) {
        this.paths = paths;
        this.redirected = redirected;
    }

    static OwnFiles none() {
        return new OwnFiles(Set.of(), Set.of());
    }

    static OwnFiles ofThisProcess(Set<Path> named) {
        return of(named, STANDARD_STREAMS);
    }

    static OwnFiles of(Set<Path> named, List<Path> streams) {
        Set<Path> absolute =
                named.stream().map(path -> path.toAbsolutePath().normalize()).collect(Collectors.toSet());
        Set<Object> redirected = new HashSet<>();
        for (Path stream : streams) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(stream, BasicFileAttributes.class);
                if (attributes.isRegularFile() && attributes.fileKey() != null) {
                    redirected.add(attributes.fileKey());
                }
            } catch (IOException e) {
                // The stream is closed, or the system has no such files.
                continue;
            }
        }
        return new OwnFiles(absolute, redirected);
    }

    boolean contains(Path file, BasicFileAttributes attributes) {
        return paths.contains(file) || attributes.isRegularFile() && redirected.contains(attributes.fileKey());
    }
}
