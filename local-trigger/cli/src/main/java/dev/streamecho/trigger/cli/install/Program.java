package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The files of a trigger: its libraries, among them the launcher.
 *
 * @param libraries the folder in which they are
 */
record Program(Path libraries) {
    /** What is kept from one start to the next, and fits one java and these very files. */
    private static final String KEPT = "archive";

    private static final String STAMP = "launcher.stamp";

    /**
     * Returns the one that runs.
     *
     * @throws UserError if it runs from classes that are in no JAR file
     */
    static Program running() {
        Path jar = place();
        if (Files.isDirectory(jar)) {
            throw new UserError(
                    jar + " is a folder of classes, which cannot be installed; type " + Launcher.command("install"));
        }
        return new Program(jar.resolveSibling(""));
    }

    private static Path place() {
        try {
            return Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies it into a folder that is made, as {@code bin/trigger} and {@code lib}. */
    void copyTo(Path folder) throws IOException {
        Path from = libraries.toRealPath();
        Path to = folder.resolve("lib");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (isKept(each)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(each).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                if (!isKept(each)) {
                    Files.copy(each, to.resolve(from.relativize(each).toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isKept(Path each) {
                String name = each.getFileName().toString();
                return from.equals(each.getParent())
                        && (name.equals(KEPT) || name.startsWith(KEPT + ".") || name.startsWith(STAMP));
            }
        });
        Path command = Files.createDirectories(folder.resolve("bin")).resolve("trigger");
        Files.copy(to.resolve("launcher").resolve("trigger"), command);
        command.toFile().setExecutable(true, false);
    }
}
