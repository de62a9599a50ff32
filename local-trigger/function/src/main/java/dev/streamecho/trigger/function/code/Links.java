package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Symbolic links from code that is built to what it shares with other builds, because a copy would take long. */
final class Links {
    /** As deep as a package with a scope, in {@code node_modules/@aws-sdk}. */
    private static final int DEEPEST = 3;

    private Links() {}

    /** Makes a link, and the folders above it. */
    static void make(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target.toAbsolutePath());
    }

    /**
     * Makes a folder have what is in another one, besides what it has: files that are there stay, and of folders that both
     * have, the content is merged.
     */
    static void merge(Path from, Path into) throws IOException {
        Files.createDirectories(into);
        for (Path entry : entries(from)) {
            Path link = into.resolve(entry.getFileName().toString());
            if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                make(link, entry);
            } else if (Files.isDirectory(link) && Files.isDirectory(entry)) {
                unfold(link);
                merge(entry, link);
            }
        }
    }

    /** Makes a link to a folder a folder of links, into which others can be merged. */
    static void unfold(Path link) throws IOException {
        if (Files.isSymbolicLink(link)) {
            Path target = Files.readSymbolicLink(link);
            Files.delete(link);
            merge(target, link);
        }
    }

    /** Returns whether all links that a build has made still lead somewhere. */
    static boolean areAlive(Path folder) throws IOException {
        try (Stream<Path> dead = Files.find(
                folder, DEEPEST, (path, attributes) -> attributes.isSymbolicLink() && Files.notExists(path))) {
            return dead.findAny().isEmpty();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
