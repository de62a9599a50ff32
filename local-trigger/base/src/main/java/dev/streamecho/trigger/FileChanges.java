package dev.streamecho.trigger;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits until files in folders may have changed, where the system reports that: Linux does, for its own file systems. Elsewhere
 * the JDK would look at the files itself, less often than whoever uses this class, so there it only waits for a while. It belongs
 * to one thread.
 */
public final class FileChanges implements AutoCloseable {
    /** Others, such as a folder that a virtual machine shares, may be changed from outside, which Linux does not hear of. */
    private static final Set<String> REPORTING =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "overlay", "tmpfs");

    /** Empty where not all changes are reported. */
    private Optional<WatchService> service;

    private FileChanges(Optional<WatchService> service) {
        this.service = service;
    }

    /** Makes one for files and folders with these paths, or below them. Nothing is watched yet. */
    public static FileChanges below(Collection<Path> roots) {
        boolean areReported = System.getProperty("os.name").equals("Linux")
                && roots.stream().map(FileChanges::existing).allMatch(FileChanges::isOnReportingFileSystem);
        return new FileChanges(areReported ? newService() : Optional.empty());
    }

    /** Makes one that watches nothing. */
    public static FileChanges unwatched() {
        return new FileChanges(Optional.empty());
    }

    private static Optional<WatchService> newService() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            // The user has as many as the system allows.
            return Optional.empty();
        }
    }

    private static boolean isOnReportingFileSystem(Path path) {
        try {
            return REPORTING.contains(Files.getFileStore(path).type());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the path itself, or the nearest folder above it that exists. */
    private static Path existing(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** Returns whether all changes of what is watched are reported. */
    public boolean areReported() {
        return service.isPresent();
    }

    /**
     * Watches what is in a folder, but not what is in the folders in it; of a file, its folder; of what does not exist, the
     * nearest folder above it. It may be watched already, and has to be watched again once it was replaced.
     */
    public void watch(Path path) {
        if (service.isEmpty()) {
            return;
        }
        Path existing = existing(path);
        Path folder = Files.isDirectory(existing) ? existing : FileNames.folderOf(existing);
        try {
            folder.register(
                    service.get(),
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It is gone, which is a change of the folder above it.
        } catch (IOException e) {
            // More folders than the system allows to watch, or one that may not be read.
            close();
        }
    }

    /**
     * Waits until something may have changed in what is watched since this method returned last.
     *
     * @param most how long it waits if no change is reported
     * @param unreported how long it waits where none ever is
     */
    public void await(Duration most, Duration unreported) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(unreported.toNanos());
            return;
        }
        WatchKey changed = service.get().poll(most.toNanos(), TimeUnit.NANOSECONDS);
        while (changed != null) {
            changed.pollEvents();
            changed.reset();
            changed = service.get().poll();
        }
    }

    /** Ends the watch; no change is reported after it. */
    @Override
    public void close() {
        service.ifPresent(FileChanges::close);
        service = Optional.empty();
    }

    private static void close(WatchService watch) {
        try {
            watch.close();
        } catch (IOException e) {
            // It does no more, in any case.
        }
    }
}
