package dev.streamecho.trigger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes folders and files that only this user can read, because they hold items or parameters. Where a file system has no
 * such permissions, as on Windows, those of the parent folder apply.
 */
public final class PrivateFiles {
    private static final boolean HAS_PERMISSIONS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OF_FOLDERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_FILES = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Makes a folder with its missing parents; a folder that exists stays as it is. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(OF_FOLDERS));
    }

    /** Writes a file; one that exists is overwritten, and keeps its permissions. */
    public static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, ofFiles())) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    /** Closes an existing folder or file to other users; what is in a folder keeps its permissions. */
    public static void restrict(Path file) throws IOException {
        if (HAS_PERMISSIONS) {
            Files.setPosixFilePermissions(file, Files.isDirectory(file) ? OF_FOLDERS : OF_FILES);
        }
    }

    /** Returns the attributes to make a new file with. */
    static FileAttribute<?>[] ofFiles() {
        return attributes(OF_FILES);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return HAS_PERMISSIONS
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
