package dev.streamecho.trigger.cli.background;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is appended to until it is large, and then becomes the older one of two: together they take little more than
 * twice that. This class is thread-safe.
 */
final class RotatingFile extends OutputStream {
    private final Path file;
    private final Path older;
    private final long largest;

    // Guarded by this.
    private OutputStream open = OutputStream.nullOutputStream();
    private long size = Long.MAX_VALUE;
    private boolean isOpen;

    /**
     * Makes one that opens the file when something is written.
     *
     * @param largest after so many bytes the next line goes to a new file
     */
    RotatingFile(Path file, Path older, long largest) {
        this.file = file;
        this.older = older;
        this.largest = largest;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (!isOpen) {
            open();
        }
        open.write(bytes, offset, length);
        size += length;
        if (size >= largest && bytes[offset + length - 1] == '\n') {
            open.close();
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            open();
        }
    }

    private void open() throws IOException {
        open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(file);
        isOpen = true;
    }

    @Override
    public synchronized void close() throws IOException {
        open.close();
    }
}
