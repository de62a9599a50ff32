package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file that describes the {@code ./trigger run} of a folder. If several run there, it describes the one that started last;
 * the files of the others are next to it, and the newest of them takes its place when that one ends.
 */
public final class RunFile {
    /** The file of the current folder. */
    public static final RunFile HERE = new RunFile(TriggerFolder.PATH.resolve("run.json"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    RunFile(Path path) {
        this.path = path;
    }

    /** Returns the trigger that runs in the folder; empty if there is none, or it has ended. */
    public Optional<RunningTrigger> find() {
        return find(path);
    }

    /** Returns the trigger that is this process and runs in the folder; empty if there is none. */
    public Optional<RunningTrigger> find(long pid) {
        return all().stream().filter(running -> running.pid() == pid).findFirst();
    }

    /** Returns all triggers that run in the folder, the one that started last first. */
    public List<RunningTrigger> all() {
        try {
            return Stream.concat(Stream.of(path), asideNewestFirst().stream())
                    .flatMap(file -> find(file).stream())
                    .distinct()
                    .toList();
        } catch (IOException e) {
            // There is no such folder.
            return List.of();
        }
    }

    private static Optional<RunningTrigger> find(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(RunningTrigger.of(json)).filter(running -> running.isAlive(written));
        } catch (IOException | IllegalArgumentException e) {
            // Not there, or not whole: then none is ready.
            return Optional.empty();
        }
    }

    /**
     * Writes the file, in a folder that only this user can read, in place of that of an earlier trigger.
     *
     * @return the earlier trigger, if it still runs
     */
    public Optional<RunningTrigger> write(RunningTrigger running) throws IOException {
        PrivateFiles.createFolders(path.getParent());
        // It has the parameters' values, and the folder what buckets get, with items.
        PrivateFiles.restrict(path.getParent());
        Optional<RunningTrigger> earlier = find().filter(other -> other.pid() != running.pid());
        if (earlier.isPresent()) {
            move(path, asideOf(earlier.get().pid()));
        }
        Path unfinished = path.resolveSibling(".run.json." + running.pid());
        PrivateFiles.write(unfinished, JSON.writeValueAsBytes(running.json()));
        move(unfinished, path);
        return earlier;
    }

    private Path asideOf(long pid) {
        return path.resolveSibling("run-%d.json".formatted(pid));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what this process wrote; the file is then that of the newest other trigger that runs, if any. */
    public void deleteOwn() {
        long own = ProcessHandle.current().pid();
        try {
            Files.deleteIfExists(asideOf(own));
            if (find().filter(running -> running.pid() == own).isPresent()) {
                Files.delete(path);
                for (Path aside : asideNewestFirst()) {
                    if (find(aside).isPresent()) {
                        move(aside, path);
                        return;
                    }
                    Files.delete(aside);
                }
            }
        } catch (IOException e) {
            // Nobody takes the file of a process that is gone, and the next trigger writes another.
        }
    }

    /** Returns its path. */
    @Override
    public String toString() {
        return path.toString();
    }

    private List<Path> asideNewestFirst() throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> file.getFileName().toString().matches("run-\\d+\\.json"))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
    }
}
