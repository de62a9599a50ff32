package dev.streamecho.trigger.table;

import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which tables and checkpoints outlast the trigger, kept from other triggers while it is open, and from other
 * users always.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String DATABASE = "shared-local-instance.db";
    private static final String LOCK = "trigger.lock";

    /** What else is kept there. */
    private static final List<String> FOLDERS = List.of("checkpoints", "queues");

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
            PrivateFiles.createFolders(path);
            FileChannel lockFile =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new UserError(
                        path + " is in use by another trigger; stop that one, or name another folder with --data-dir");
            }
            DataDirectory directory = new DataDirectory(path, lockFile);
            directory.restrict();
            return directory;
        } catch (FileAlreadyExistsException e) {
            throw new UserError(path + " is not a folder; name another one with --data-dir", e);
        } catch (IOException e) {
            throw new UserError(
                    "%s cannot be written to (%s); name another folder with --data-dir".formatted(path, e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another one in this very process.
            return null;
        }
    }

    /**
     * Takes what is in the folder from other users. The folder itself is left as it is: if it was there before, it may be
     * theirs too.
     */
    void restrict() throws IOException {
        PrivateFiles.restrict(path.resolve(LOCK));
        for (String name : FOLDERS) {
            PrivateFiles.createFolders(path.resolve(name));
            PrivateFiles.restrict(path.resolve(name));
        }
        // The database, and what its engine keeps beside it.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, DATABASE + "*")) {
            for (Path file : files) {
                PrivateFiles.restrict(file);
            }
        }
    }

    /** Returns the folder, as it was named. */
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
