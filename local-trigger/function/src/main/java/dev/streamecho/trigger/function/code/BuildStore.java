package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The builds of one piece of code by the versions of its source. Each is in a folder named for its content, which never
 * changes. Several processes may use one store at once.
 */
final class BuildStore {
    private static final String UNFINISHED = "unfinished";
    private static final String BUILD = "build-";
    private static final String VERSION = "version-";
    private static final int NAME_BYTES = 4;

    private final Path folder;
    private final int kept;

    /**
     * Makes a store in a folder of its own below the root.
     *
     * @param variant differs between ways to build the same code
     * @param kept how many are kept; those that were not used for the longest time are deleted
     */
    BuildStore(Path root, Path code, String variant, int kept) {
        byte[] hash = Digests.sha256().digest((code + variant).getBytes(UTF_8));
        this.folder = root.resolve(code.getFileName() + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
        this.kept = kept;
    }

    /** Fills the folder of a new build; the work folder stays from one build to the next. */
    @FunctionalInterface
    interface Build {
        void run(Path work, Path build) throws IOException, InterruptedException;
    }

    /** Returns the folder of a version's build, which is run if there is none. */
    Path get(String version, Build build) throws IOException, InterruptedException {
        Optional<Path> known = known(version);
        Path finished = known.isPresent() ? known.get() : runLocked(version, build);
        Files.setLastModifiedTime(finished, FileTime.from(Instant.now()));
        return finished;
    }

    private Optional<Path> known(String version) throws IOException {
        try {
            Path build = folder.resolve(Files.readString(folder.resolve(VERSION + version)));
            return Files.isDirectory(build) && Links.areAlive(build) ? Optional.of(build) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path runLocked(String version, Build build) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            // Another process may have built it while this one waited.
            Optional<Path> known = known(version);
            return known.isPresent() ? known.get() : run(version, build);
        }
    }

    private Path run(String version, Build build) throws IOException, InterruptedException {
        Path unfinished = folder.resolve(UNFINISHED);
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        try {
            build.run(folder.resolve("work"), unfinished);
        } catch (IOException | RuntimeException e) {
            // It may be large, and the next build may be of other code.
            Folders.delete(unfinished);
            throw e;
        }
        Path finished = folder.resolve(BUILD + Digests.ofContent(unfinished));
        if (Files.isDirectory(finished)) {
            Folders.delete(unfinished);
        } else {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setLastModifiedTime(finished, FileTime.from(Instant.now()));
        Path note = Files.writeString(
                folder.resolve(UNFINISHED), finished.getFileName().toString());
        Files.move(note, folder.resolve(VERSION + version), StandardCopyOption.ATOMIC_MOVE);
        deleteOld();
        return finished;
    }

    private void deleteOld() throws IOException {
        List<Path> old = named(BUILD).stream()
                .sorted(Comparator.comparing(BuildStore::lastUse).reversed())
                .skip(kept)
                .toList();
        for (Path one : old) {
            Folders.delete(one);
        }
        for (Path version : named(VERSION)) {
            if (Files.notExists(folder.resolve(Files.readString(version)))) {
                Files.delete(version);
            }
        }
    }

    private List<Path> named(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
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
