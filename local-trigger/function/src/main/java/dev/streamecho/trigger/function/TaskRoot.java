package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder of a function's code as one process has it, in place of {@code /var/task}: a copy that is deleted with the
 * process. It is read-only, except for the superuser, who may write everywhere. This class is thread-safe.
 */
final class TaskRoot implements AutoCloseable {
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final Map<Path, FileTime> copied = new HashMap<>();
    private boolean isClosed;

    private TaskRoot(Path path) {
        this.path = path;
    }

    /**
     * Copies code, except for folders to which it has links by absolute paths: the copy has such links too.
     *
     * @param path the folder to make
     * @param additions what the process needs besides its code, by path in the folder; it replaces files of the code
     */
    static TaskRoot copy(Path code, Path path, Map<String, byte[]> additions) throws IOException {
        TaskRoot taskRoot = new TaskRoot(path);
        // Hard links would be faster, but a write to one would reach the build.
        Files.walkFileTree(
                code, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                            throws IOException {
                        Path copy = path.resolve(code.relativize(folder));
                        if (leadsElsewhere(folder)) {
                            Files.createSymbolicLink(copy, Files.readSymbolicLink(folder));
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(copy);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.copy(file, path.resolve(code.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
        for (Map.Entry<String, byte[]> addition : additions.entrySet()) {
            Path file = path.resolve(addition.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, addition.getValue());
        }
        taskRoot.seal();
        return taskRoot;
    }

    /** Returns whether a folder is one of installed packages, which the builds share: their copy would take long. */
    private static boolean leadsElsewhere(Path folder) throws IOException {
        return Files.isSymbolicLink(folder) && Files.readSymbolicLink(folder).isAbsolute();
    }

    private void seal() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copied.put(file, attributes.lastModifiedTime());
                if (!attributes.isSymbolicLink()) {
                    setWritable(file, false);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                setWritable(folder, false);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path path() {
        return path;
    }

    /** Returns whether the process may write there in spite of the permissions. */
    boolean isWritable() {
        return Files.isWritable(path);
    }

    /** Returns the files, relative to it, that were added, changed, or deleted since it was made; none once it is closed. */
    synchronized List<Path> changes() throws IOException {
        if (isClosed) {
            return List.of();
        }
        Set<Path> changed = new TreeSet<>();
        Map<Path, FileTime> missing = new HashMap<>(copied);
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.lastModifiedTime().equals(missing.remove(file))) {
                    changed.add(path.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // It was deleted meanwhile.
                return FileVisitResult.CONTINUE;
            }
        });
        missing.keySet().forEach(file -> changed.add(path.relativize(file)));
        return List.copyOf(changed);
    }

    @Override
    public synchronized void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            delete(path);
        }
    }

    /** Deletes a folder, including read-only ones in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                setWritable(inner, true);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, IOException e) throws IOException {
                Files.deleteIfExists(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void setWritable(Path file, boolean isWritable) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions =
                EnumSet.copyOf(view.readAttributes().permissions());
        boolean isChanged =
                isWritable ? permissions.add(PosixFilePermission.OWNER_WRITE) : permissions.removeAll(WRITE);
        if (isChanged) {
            view.setPermissions(permissions);
        }
    }
}
