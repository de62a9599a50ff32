package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.recording.RecordingFormat.MalformedLineException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the lines of a recording one after the other. A line that is not one is an error that has its number. */
final class RecordingLines {
    /** Two images of 400 KB, in which each character can take six, are far below. */
    private static final int MOST_BYTES = 16 << 20;

    private RecordingLines() {}

    /** Takes each line, and where it is in the file. */
    interface Taker {

        void take(ObjectNode line, long offset, int length) throws MalformedLineException;
    }

    /**
     * Reads a file to its end.
     *
     * @throws UserError if it cannot be read, or a line is wrong, or cut off
     */
    static void read(Path file, Taker taker) {
        int number = 0;
        long offset = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            while (true) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
                number++;
                boolean hasEnd = readLine(in, bytes);
                byte[] line = bytes.toByteArray();
                if (line.length == 0 && !hasEnd) {
                    return;
                }
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    take(file, number, line, offset, hasEnd, taker);
                }
                offset += line.length + 1L;
            }
        } catch (MalformedLineException e) {
            throw mistake(file, number, e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UserError(file + ": no such file; " + Launcher.command("record") + " makes one", e);
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static void take(Path file, int number, byte[] line, long offset, boolean hasEnd, Taker taker)
            throws MalformedLineException {
        try {
            taker.take(RecordingFormat.read(line), offset, line.length);
        } catch (MalformedLineException e) {
            if (hasEnd) {
                throw e;
            }
            throw mistake(
                    file,
                    number,
                    "is cut off: nothing of it was used; delete that line to use the " + (number - 1) + " before it");
        }
    }

    private static UserError mistake(Path file, int number, String what) {
        return new UserError("%s, line %d: %s".formatted(file, number, what));
    }

    /** Returns whether the line has an end, or the file is cut off in it. */
    private static boolean readLine(InputStream in, ByteArrayOutputStream line)
            throws IOException, MalformedLineException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return true;
            }
            if (line.size() == MOST_BYTES) {
                throw new MalformedLineException("is not of a recording: it has more than 16 MB");
            }
            line.write(next);
        }
        return false;
    }
}
