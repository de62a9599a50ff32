package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder in which tables and checkpoints outlast the trigger, kept from other triggers while it is open. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Opens the folder, and makes it if it does not exist. When this process ends, however it ends, others may have it.
     *
     * @throws UserError if it cannot be written to, or another trigger has it
     */
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel lockFile =
                    FileChannel.open(path.resolve("trigger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new UserError(
                        path + " is in use by another trigger; stop that one, or name another folder with --data-dir");
            }
            return new DataDirectory(path, lockFile);
        } catch (FileAlreadyExistsException e) {
            throw new UserError(path + " is not a folder; name another one with --data-dir", e);
        } catch (IOException e) {
            throw new UserError(
                    "%s cannot be written to (%s); name another folder with --data-dir".formatted(path, e), e);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another one in this very process.
            return null;
        }
    }

    /** The folder, as it was named. */
    public Path path() {
        return path;
    }

    /** Lets others have the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
