package dev.streamecho.trigger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes files that are there whole or not at all, even if this process is killed or the machine loses power, and that only
 * this user can read.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, replacing one that exists, and makes its folder if it is missing. The content and the name are on the
     * disk when this returns.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = FileNames.folderOf(file);
        makeFolder(folder);
        Path unfinished = file.resolveSibling(unfinished(file.getFileName().toString()));
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                    PrivateFiles.ofFiles())) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // Gone already, unless something failed.
            Files.deleteIfExists(unfinished);
        }
        forceNames(folder);
    }

    /** Returns the name of the file beside a file of this name that has its content until all of it is written. */
    public static String unfinished(String name) {
        return "." + name + ".unfinished";
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        makeFolder(FileNames.folderOf(folder));
        // Does not fail if another thread has made it meanwhile.
        PrivateFiles.createFolders(folder);
        forceNames(FileNames.folderOf(folder));
    }

    /** A new file's name is part of its folder's content. */
    private static void forceNames(Path folder) throws IOException {
        FileChannel names;
        try {
            names = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException notOnWindows) {
            return;
        }
        try (names) {
            names.force(true);
        }
    }
}
