package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a function's code as they were at one time. This class is immutable. */
public final class SourceState {
    /** The state without any file. */
    public static final SourceState NONE = new SourceState(Map.of());

    private static final int VERSION_BYTES = 8;

    private final SortedMap<Path, FileState> files;

    SourceState(Map<Path, FileState> files) {
        this.files = new TreeMap<>(files);
    }

    /** Returns the files, by their paths in the tree. */
    Set<Path> files() {
        return files.keySet();
    }

    /** Returns the size of all files. */
    long bytes() {
        return files.values().stream().mapToLong(FileState::size).sum();
    }

    /** Returns a version that differs between any two states. */
    String version() {
        MessageDigest digest = Digests.sha256();
        files.forEach((file, state) -> digest.update(
                "%s %d %s%n".formatted(file, state.size(), state.modified()).getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }

    /** Returns the files that were added, changed, or removed between an earlier state and this one. */
    Set<Path> changedSince(SourceState earlier) {
        Set<Path> changed = new HashSet<>();
        files.forEach((file, state) -> {
            if (!state.equals(earlier.files.get(file))) {
                changed.add(file);
            }
        });
        earlier.files.keySet().stream().filter(file -> !files.containsKey(file)).forEach(changed::add);
        return changed;
    }
}
