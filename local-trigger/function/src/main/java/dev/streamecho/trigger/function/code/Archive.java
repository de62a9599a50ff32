package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.function.UnzippedSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A JAR or zip file, as it would be uploaded to Lambda. */
final class Archive {
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final byte[] MAGIC = {'P', 'K'};

    private Archive() {}

    /** Returns whether a file is one, by its name or its first bytes. */
    static boolean isArchive(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip") || name.endsWith(".jar")) {
            return true;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Arrays.equals(content.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /**
     * Unpacks it into a folder.
     *
     * @throws IOException if Lambda would refuse it; what was unpacked until then stays
     */
    static void unpack(Path archive, Path folder) throws IOException {
        unpack(archive, folder, UnzippedSize.MAXIMUM_BYTES);
    }

    static void unpack(Path archive, Path folder, long maximumBytes) throws IOException {
        long left = maximumBytes;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("its entry %s would be outside of the folder".formatted(entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        left -= copy(content, target, left);
                    }
                    if (left < 0) {
                        throw new IOException(
                                "it unpacks to more than the %d bytes that Lambda takes".formatted(maximumBytes));
                    }
                }
            }
        }
        restorePermissions(archive, folder);
    }

    /** Makes those files executable that were when they were packed. */
    private static void restorePermissions(Path archive, Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
            try (Stream<Path> walk = Files.walk(zip.getPath("/"))) {
                for (Path entry : walk.filter(Files::isRegularFile).toList()) {
                    if (Files.getAttribute(entry, "zip:permissions") instanceof Set<?> permissions
                            && permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
                        setExecutable(folder.resolve(entry.toString().substring(1)));
                    }
                }
            }
        } catch (ZipException e) {
            // An entry's name has a dot for a folder: such an archive cannot be seen as a file system, and is no
            // program's.
            return;
        }
    }

    private static void setExecutable(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Copies up to a byte more than is left: the size that an entry claims need not be true. */
    private static long copy(InputStream content, Path target, long left) throws IOException {
        long copied = 0;
        try (OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = content.read(chunk);
            while (read >= 0 && copied <= left) {
                file.write(chunk, 0, read);
                copied += read;
                read = content.read(chunk);
            }
        }
        return copied;
    }
}
