package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Operations on whole folders. */
final class Folders {
    private Folders() {}

    /** Copies the content of a folder into another; what it has links to is copied too. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copyFile(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Copies some files of a folder into another; those that no longer exist are left out. */
    static void copy(Path from, Set<Path> files, Path to) throws IOException {
        for (Path file : files) {
            Path source = from.resolve(file);
            if (Files.isRegularFile(source)) {
                copyFile(source, to.resolve(file));
            }
        }
    }

    /**
     * Makes a folder a copy of the tree, without what the tree ignores.
     *
     * @return whether files had to be deleted
     */
    static boolean synchronize(SourceTree from, Path to) throws IOException {
        Set<Path> wanted = from.state().files();
        Files.createDirectories(to);
        for (Path file : wanted) {
            Path source = from.root().resolve(file);
            Path target = to.resolve(file);
            // By content, so that a build tool sees a new time only on what has changed.
            if (Files.notExists(target) || Files.mismatch(source, target) >= 0) {
                copyFile(source, target);
            }
        }
        Set<Path> surplus =
                new HashSet<>(SourceTree.ofProject(to, OwnFiles.none()).state().files());
        surplus.removeAll(wanted);
        for (Path file : surplus) {
            Files.delete(to.resolve(file));
        }
        return !surplus.isEmpty();
    }

    /** Deletes a folder; does nothing if there is none. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
