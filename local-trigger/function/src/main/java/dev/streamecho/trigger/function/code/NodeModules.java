package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packages that somebody has installed for a project of Node.js already: those that Node.js itself would find, in its
 * folder and in those above it.
 *
 * @param project the absolute path of the folder of its {@code package.json}
 */
record NodeModules(Path project) {
    static final String NAME = "node_modules";

    private static final PackageLock NO_LOCK = new PackageLock(Map.of());

    /** Returns whether all these packages are there, in the versions of the lock file if there is one. */
    boolean have(Collection<String> packages) throws IOException {
        if (packages.isEmpty()) {
            return true;
        }
        if (packages.stream().anyMatch(name -> find(name).isEmpty())) {
            return false;
        }
        PackageLock lock = PackageLock.of(project).orElse(NO_LOCK);
        for (String name : packages) {
            Optional<String> wanted = lock.version(name);
            if (wanted.isPresent()
                    && !PackageJson.of(find(name).orElseThrow())
                            .map(PackageJson::version)
                            .equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the folder of a package. */
    Optional<Path> find(String name) {
        return above().map(folder -> folder.resolve(name))
                .filter(folder -> Files.exists(folder.resolve(PackageJson.NAME)))
                .findFirst();
    }

    /** Returns the folders in which Node.js looks, the nearest first. */
    Stream<Path> above() {
        return Stream.iterate(project, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isDirectory);
    }

    /**
     * Gives code the packages of its project: each folder of packages becomes a link, in the same place.
     *
     * @param packages which it needs, if they are not in its own folders
     */
    void link(Collection<String> packages, Path taskRoot) throws IOException {
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith(NAME)) {
                    Links.make(taskRoot.resolve(project.relativize(folder).toString()), folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return SourceTree.isIgnored(folder, project) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
        Path own = taskRoot.resolve(NAME);
        for (String name : packages) {
            Optional<Path> found = find(name);
            if (found.isPresent() && Files.notExists(own.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                Links.unfold(own);
                Links.make(own.resolve(name), found.get());
            }
        }
    }
}
