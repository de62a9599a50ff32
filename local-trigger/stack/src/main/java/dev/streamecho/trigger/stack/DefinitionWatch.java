package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells when the files that define a stack have changed, once nobody writes them any more. It looks at all files in their folders
 * that may belong to a definition: which of them do may change with it.
 */
final class DefinitionWatch implements AutoCloseable {
    private static final Pattern OF_DEFINITION =
            Pattern.compile(".+\\.(ya?ml|json|template|toml|tf|tfvars)", Pattern.CASE_INSENSITIVE);

    /** Of tools, and with more files than a definition has. */
    private static final Pattern LEFT_OUT = Pattern.compile("\\..*|node_modules|asset\\..*|target|build");

    /** Below the folder of a template there may be a project; Terraform's modules, and CDK's stages, are in folders of their own. */
    private static final int DEPTH_OF_FOLDER = 4;

    /** Nobody waits longer than that between two writes. */
    private static final Duration SETTLING = Duration.ofMillis(100);

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);
    private static final Duration UNTOLD_INTERVAL = Duration.ofSeconds(1);

    private final List<Path> folders;
    private final boolean isDeep;
    private final Set<Path> named;
    private final Set<Path> ownFiles;
    private final Runnable changed;
    private Map<Path, FileState> read = Map.of();
    private final Thread thread = new Thread(this::watch, "definition");

    /**
     * Makes a watch that has not begun.
     *
     * @param isDeep whether the folders themselves are the definition, with those in them
     * @param named absolute paths of files that belong to it whatever their names end with
     * @param ownFiles absolute paths of what the run writes itself
     * @param changed is called in a thread of its own
     */
    DefinitionWatch(Collection<Path> folders, boolean isDeep, Set<Path> named, Set<Path> ownFiles, Runnable changed) {
        this.folders = List.copyOf(folders);
        this.isDeep = isDeep;
        this.named = Set.copyOf(named);
        this.ownFiles = Set.copyOf(ownFiles);
        this.changed = changed;
        thread.setDaemon(true);
    }

    /** Begins: what the files have now was read. */
    void start() {
        read = look(FileChanges.unwatched());
        thread.start();
    }

    record FileState(long size, long modifiedMillis) {}

    private void watch() {
        try (FileChanges changes = FileChanges.below(folders)) {
            Map<Path, FileState> seen = look(changes);
            while (true) {
                if (seen.equals(read)) {
                    changes.await(LONGEST_INTERVAL, UNTOLD_INTERVAL);
                }
                // Also if the system reports each change: a file that matters to nobody may be written without end.
                Thread.sleep(SETTLING.toMillis());
                Map<Path, FileState> now = look(changes);
                boolean isSettled = now.equals(seen);
                seen = now;
                if (isSettled && !now.equals(read)) {
                    read = now;
                    changed.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the files that may belong to the definition, and watches their folders. */
    Map<Path, FileState> look(FileChanges changes) {
        Map<Path, FileState> states = new HashMap<>();
        for (Path folder : folders) {
            look(folder, isDeep ? DEPTH_OF_FOLDER : 1, changes, states);
        }
        return states;
    }

    private void look(Path folder, int depth, FileChanges changes, Map<Path, FileState> states) {
        changes.watch(folder);
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.toList();
        } catch (IOException e) {
            // It is gone for now, of which the folder above it tells.
            return;
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (isOfDefinition(entry, name)) {
                add(entry, states);
            } else if (depth > 1 && !LEFT_OUT.matcher(name).matches() && Files.isDirectory(entry)) {
                look(entry, depth - 1, changes, states);
            }
        }
    }

    private boolean isOfDefinition(Path entry, String name) {
        return named.contains(entry) || OF_DEFINITION.matcher(name).matches() && !ownFiles.contains(entry);
    }

    private static void add(Path file, Map<Path, FileState> states) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                states.put(
                        file,
                        new FileState(
                                attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
        } catch (IOException e) {
            // It was deleted since, which is a change.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
