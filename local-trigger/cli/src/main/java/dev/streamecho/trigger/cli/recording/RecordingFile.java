package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to which lines are added that only this user can read, as they have items. This class is not thread-safe. */
final class RecordingFile implements AutoCloseable {
    private final OutputStream out;

    private RecordingFile(OutputStream out) {
        this.out = out;
    }

    /**
     * Makes a file.
     *
     * @throws UserError if there is one already, as nobody wants to lose that, or it cannot be made
     */
    static RecordingFile create(Path file) {
        if (Files.exists(file)) {
            throw new UserError(file + " is there already: name another file, or delete it");
        }
        try {
            PrivateFiles.write(file, new byte[0]);
            return new RecordingFile(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND)));
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "%s cannot be made: there is no folder %s"
                            .formatted(file, file.toAbsolutePath().getParent()),
                    e);
        } catch (IOException e) {
            throw new UserError("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /** @param line without its end */
    void add(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /** What was added is in the file when this returns. */
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
