package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The builds of one piece of code, each in a folder named for the version of its source, which is never changed once it
 * is there. Several processes may use one store at once.
 */
final class BuildStore {
    /** Older ones are deleted; a function may still run on the last of these. */
    private static final int KEPT_BUILDS = 5;

    private static final String UNFINISHED = "unfinished";
    private static final int NAME_BYTES = 4;

    private final Path folder;

    /** Keeps the builds of the code in a folder of its own below the root. */
    BuildStore(Path root, Path code) {
        byte[] hash = SourceTree.sha256().digest(code.toString().getBytes(UTF_8));
        this.folder = root.resolve(code.getFileName() + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
    }

    /** Fills the folder of a new build; the other folder stays from one build to the next. */
    @FunctionalInterface
    interface Build {
        void run(Path work, Path build) throws IOException, InterruptedException;
    }

    /** The folder of the build of a version, which is run if there is none. */
    Path get(String version, Build build) throws IOException, InterruptedException {
        Path finished = folder.resolve("build-" + version);
        if (!Files.isDirectory(finished)) {
            runLocked(finished, build);
        }
        Files.setLastModifiedTime(finished, FileTime.from(Instant.now()));
        return finished;
    }

    private void runLocked(Path finished, Build build) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            // Another process may have built it while this one waited.
            if (!Files.isDirectory(finished)) {
                Path unfinished = folder.resolve(UNFINISHED);
                Folders.delete(unfinished);
                Files.createDirectories(unfinished);
                build.run(folder.resolve("work"), unfinished);
                Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
                deleteOld();
            }
        }
    }

    private void deleteOld() throws IOException {
        try (Stream<Path> builds = Files.list(folder)) {
            List<Path> old = builds.filter(file -> file.getFileName().toString().startsWith("build-"))
                    .sorted(Comparator.comparing(BuildStore::lastUse).reversed())
                    .skip(KEPT_BUILDS)
                    .toList();
            for (Path one : old) {
                Folders.delete(one);
            }
        }
    }

    private static FileTime lastUse(Path build) {
        try {
            return Files.getLastModifiedTime(build);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
