package dev.streamecho.trigger.function;

import dev.streamecho.trigger.FileNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one function's code for its processes, below the system's temporary folder. What a trigger that was killed
 * has left there, a later one deletes. This class is thread-safe.
 */
final class TaskRoots implements AutoCloseable {
    private static final String PREFIX = "lambda-task-";
    private static final String LOCK = "lock";
    private static final String DEBUGGED = "code";

    /** Much longer than from the making of a lock file until it is locked. */
    private static final Duration OPENING = Duration.ofMinutes(1);

    /** Those of this process, which would lose its lock on a file by opening it again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private static final int MOST_SHOWN = 3;

    private final Path parent;
    private final Optional<Path> debugged;
    private final FunctionLog log;
    private final AtomicBoolean isWriteReported = new AtomicBoolean();
    private final Set<String> reportedSdks = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private @Nullable Path folder;
    private @Nullable FileChannel lock;
    private int count;

    TaskRoots(FunctionLog log) {
        this(Path.of(System.getProperty("java.io.tmpdir")), log);
    }

    TaskRoots(Path parent, FunctionLog log) {
        this(parent, Optional.empty(), log);
    }

    private TaskRoots(Path parent, Optional<Path> debugged, FunctionLog log) {
        this.parent = parent;
        this.debugged = debugged;
        this.log = log;
    }

    /**
     * Returns the copies of a function that waits for a debugger, one at a time and always in the same folder: the debugger is
     * told beforehand which files of the user it corresponds to.
     */
    static TaskRoots debugged(int port, FunctionLog log) {
        Path folder = UserCache.folder().resolve("debug").resolve(String.valueOf(port));
        return new TaskRoots(FileNames.folderOf(folder), Optional.of(folder), log);
    }

    /** Returns a new copy of the function's code, with what its process needs besides. */
    TaskRoot copy(FunctionConfiguration function) throws IOException {
        return TaskRoot.copy(function.taskRoot(), next(), additions(function));
    }

    private Map<String, byte[]> additions(FunctionConfiguration function) throws IOException {
        boolean isJava = RuntimeFamily.of(function.runtime()).equals(Optional.of(RuntimeFamily.JAVA));
        if (!isJava
                || function.environment().keySet().stream()
                        .noneMatch(name -> name.startsWith(EndpointVariables.OF_ANY_SERVICE))) {
            return Map.of();
        }
        Map<String, byte[]> additions = new HashMap<>();
        for (Map.Entry<OldSdk, String> sdk : OldSdk.in(function).entrySet()) {
            additions.putAll(sdk.getKey().additions(function));
            if (reportedSdks.add(sdk.getValue())) {
                log.notice(
                        function.logicalId(),
                        "AWS SDK for Java %s does not read %s, so a request handler is added here that does; clients with an endpoint of their own keep it"
                                .formatted(sdk.getValue(), EndpointVariables.of("DynamoDB")));
            }
        }
        for (String version : OldSdk.renamedIn(function)) {
            if (reportedSdks.add(version)) {
                log.notice(
                        function.logicalId(),
                        "AWS SDK for Java %s, whose packages are renamed in the code, does not read %s, and calls AWS itself, with credentials of no account; give its clients the variable's value as their endpoint"
                                .formatted(version, EndpointVariables.of("DynamoDB")));
            }
        }
        return additions;
    }

    /** Reports what a process has written to its copy, for the first of the function's processes that has. */
    void look(FunctionConfiguration function, TaskRoot taskRoot) {
        if (isWriteReported.get()) {
            return;
        }
        try {
            List<Path> changes = taskRoot.changes();
            if (!changes.isEmpty() && isWriteReported.compareAndSet(false, true)) {
                log.notice(
                        function.logicalId(),
                        "it has written to the folder of its code (%s), which is read-only on AWS, and what it wrote is lost with its process: write to /tmp"
                                .formatted(shown(changes)));
            }
        } catch (IOException e) {
            // The process deletes files meanwhile: the next look finds what is left.
            return;
        }
    }

    private static String shown(List<Path> changes) {
        String first = changes.stream().limit(MOST_SHOWN).map(Path::toString).collect(Collectors.joining(", "));
        return changes.size() <= MOST_SHOWN ? first : "%s and %d more".formatted(first, changes.size() - MOST_SHOWN);
    }

    /** Deletes the copy of a process that has ended. */
    void remove(FunctionConfiguration function, TaskRoot taskRoot) {
        look(function, taskRoot);
        try {
            taskRoot.close();
        } catch (IOException e) {
            // What the process has started may still write there: close deletes it.
            return;
        }
    }

    private synchronized Path next() throws IOException {
        Path opened = folder == null ? open() : folder;
        return opened.resolve(debugged.isPresent() ? DEBUGGED : String.valueOf(++count));
    }

    private Path open() throws IOException {
        Path opened = debugged.isPresent() ? emptied(debugged.get()) : temporary();
        folder = opened;
        OWN.add(opened);
        FileChannel locked =
                FileChannel.open(opened.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock = locked;
        locked.lock();
        return opened;
    }

    private Path temporary() throws IOException {
        deleteAbandoned();
        return Files.createTempDirectory(parent, PREFIX);
    }

    /** Nobody else uses the folder of a port that was free. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            TaskRoot.delete(folder);
        }
        return Files.createDirectories(folder);
    }

    private void deleteAbandoned() throws IOException {
        // One function at a time: a second look at a lock that this process looks at is an exception.
        synchronized (OWN) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
                for (Path other : folders) {
                    if (!OWN.contains(other)) {
                        deleteIfAbandoned(other);
                    }
                }
            }
        }
    }

    /** Holds the lock while it deletes, so that of several triggers one does. */
    private static void deleteIfAbandoned(Path other) {
        Path file = other.resolve(LOCK);
        try {
            Instant opening = Files.getLastModifiedTime(file).toInstant();
            if (opening.isAfter(Instant.now().minus(OPENING))) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock taken = channel.tryLock()) {
                if (taken != null) {
                    TaskRoot.delete(other);
                }
            }
        } catch (IOException e) {
            // It is another user's, or another trigger has deleted it meanwhile.
            return;
        }
    }

    @Override
    public synchronized void close() {
        if (folder == null || lock == null) {
            return;
        }
        try {
            lock.close();
            TaskRoot.delete(folder);
        } catch (IOException e) {
            // A process that the function has left behind may still write there: a later trigger deletes it.
            return;
        } finally {
            OWN.remove(folder);
            folder = null;
        }
    }
}
