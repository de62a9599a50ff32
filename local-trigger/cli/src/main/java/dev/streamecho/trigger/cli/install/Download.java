package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.cli.screen.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is fetched whole or not at all, by one process at a time. */
final class Download implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel lock;
    private final Thread onInterrupt;

    /** What was offered is not what was asked for. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private Download(Path file, FileChannel lock, Runnable interrupted) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        this.lock = lock;
        this.onInterrupt = new Thread(() -> {
            deleteUnfinished();
            interrupted.run();
        });
    }

    /**
     * Waits until no other process fetches the file.
     *
     * @param interrupted is called if this process is ended before {@link #close}; what was fetched by then is deleted
     */
    static Download to(Path file, Runnable interrupted) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel lock =
                FileChannel.open(file.resolveSibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        Download download = new Download(file, lock, interrupted);
        Runtime.getRuntime().addShutdownHook(download.onInterrupt);
        return download;
    }

    /**
     * Fetches the file, unless another process has done so meanwhile.
     *
     * @throws Refused if the repository does not have it, or has another file in its place
     */
    void take(Repository repository, PinnedJar jar, Progress progress) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        URLConnection connection = repository.open(jar.pathInRepository());
        int size = connection.getContentLength();
        MessageDigest digest = sha256();
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(unfinished)) {
            byte[] buffer = new byte[1 << 16];
            int done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                done += read;
                if (size > 0) {
                    progress.at(jar.name(), Math.min(done, size), size);
                }
            }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(jar.sha256())) {
            throw new Refused("what it has as %s has the SHA-256 checksum %s instead of %s"
                    .formatted(jar.name(), sha256, jar.sha256()));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deleteUnfinished() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // The next one overwrites it.
        }
    }

    @Override
    public void close() throws IOException {
        deleteUnfinished();
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
    }
}
