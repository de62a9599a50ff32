package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@link RuntimeFiles} in one JAR, which lies beside the trigger's own JAR in a Maven repository: what a process is started
 * with has to be in files.
 */
record RuntimeArchive(Path file) {
    private static final String JAR = ".jar";
    private static final String SUFFIX = "-runtime.jar";
    private static final int NAME_BYTES = 8;

    /** Returns the one beside a JAR, if it is there. */
    static Optional<RuntimeArchive> beside(Path jar) {
        String name = jar.getFileName().toString();
        if (!name.endsWith(JAR)) {
            return Optional.empty();
        }
        Path file = jar.resolveSibling(name.substring(0, name.length() - JAR.length()) + SUFFIX);
        return Optional.of(new RuntimeArchive(file)).filter(archive -> Files.isRegularFile(archive.file()));
    }

    /**
     * Returns the folder with its files, unpacked once on this machine.
     *
     * @param parent where the folder is made; several processes may use it at once
     */
    Path unpackedIn(Path parent) {
        try {
            Path folder = parent.resolve(HexFormat.of().formatHex(digest(), 0, NAME_BYTES));
            if (!Files.isDirectory(folder)) {
                unpack(Files.createDirectories(parent), folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] digest() throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unpack(Path parent, Path folder) throws IOException {
        Path unfinished = Files.createTempDirectory(parent, "unfinished-");
        try (FileSystem archive = FileSystems.newFileSystem(file)) {
            copy(archive.getPath("/"), unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            TaskRoot.delete(unfinished);
            // Another process may have been faster.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path one : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(one, copy);
                }
            }
        }
    }
}
