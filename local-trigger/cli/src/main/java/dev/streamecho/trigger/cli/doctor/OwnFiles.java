package dev.streamecho.trigger.cli.doctor;

import dev.streamecho.trigger.function.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what the trigger keeps on this machine. */
final class OwnFiles {
    private static final long MEGABYTE = 1_000_000;

    private OwnFiles() {}

    static List<Diagnosis> diagnoses() {
        return Stream.concat(Stream.of(cache()), archive().stream()).toList();
    }

    private static Diagnosis cache() {
        Path folder = UserCache.folder();
        if (Files.notExists(folder)) {
            return Diagnosis.ok("cache", folder + ", not made yet");
        }
        return Files.isWritable(folder)
                ? Diagnosis.ok("cache", "%s, %d MB".formatted(folder, size(folder) / MEGABYTE))
                : Diagnosis.of(
                        "cache", State.NOTE, folder + " cannot be written", "set XDG_CACHE_HOME to a folder of yours");
    }

    /** Returns whether there is an archive of classes; empty if no launcher started this. */
    private static Optional<Diagnosis> archive() {
        return Optional.ofNullable(System.getProperty("trigger.state")).map(state -> {
            Path archive = Path.of(state, "archive");
            return Files.exists(archive)
                    ? Diagnosis.ok("class archive", archive.toString())
                    : new Diagnosis(
                            "class archive",
                            State.ABSENT,
                            "not made yet; the trigger makes it by itself, and starts faster then",
                            Optional.empty());
        });
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(OwnFiles::sizeOf)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
