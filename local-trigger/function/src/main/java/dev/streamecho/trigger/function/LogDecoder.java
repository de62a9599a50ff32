package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns the bytes that a function's process prints into lines: plain text, with frames of the runtime interface client's
 * logger (type, length, time, message) in between. This class is not thread-safe.
 */
final class LogDecoder {
    /** The largest log event of CloudWatch Logs is 1 MB; longer text is split. */
    private static final int MAXIMUM_TEXT_BYTES = 1 << 20;

    private static final int MAXIMUM_FRAME_BYTES = 16 << 20;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int FRAME_TYPE_AT = 3;
    private static final int FRAME_LENGTH_AT = 4;
    private static final int FRAME_TIME_AT = 8;

    /** In UTF-8 text these bytes occur only where a character is followed by {@code Z} and a zero character. */
    private static final byte[] FRAME_MAGIC = {(byte) 0xa5, 0x5a, 0x00};

    /** The client always sets this bit of the type, and never those from 0x20 on. */
    private static final int FRAME_HAS_TIME = 0x02;

    private static final int FRAME_TYPE_LIMIT = 0x20;

    /** What looks like a header but has a time before this one, or after the latest, is text. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Consumer<String> lines;
    private byte[] buffer = new byte[8192];
    private int start;
    private int end;

    LogDecoder(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Takes the next bytes, and delivers the lines that they complete. */
    void decode(byte[] bytes, int length) {
        makeRoom(length);
        System.arraycopy(bytes, 0, buffer, end, length);
        end += length;
        boolean progress = start < end;
        while (progress && start < end) {
            progress = startsFrame(start) ? takeFrame() : takeText();
        }
    }

    /**
     * Delivers what has arrived: text without an end of line, and the first part of a frame. So text that only looks like a
     * frame holds nothing back for longer than an invocation.
     */
    void flush() {
        if (start == end) {
            return;
        }
        if (end - start >= FRAME_HEADER_BYTES && startsFrame(start)) {
            int message = start + FRAME_HEADER_BYTES;
            start = end;
            message(message, end - message);
        } else {
            line(start, end);
            start = end;
        }
    }

    private void makeRoom(int length) {
        if (buffer.length - end < length) {
            int kept = end - start;
            byte[] target =
                    kept + length > buffer.length ? new byte[Math.max(2 * buffer.length, kept + length)] : buffer;
            System.arraycopy(buffer, start, target, 0, kept);
            buffer = target;
            start = 0;
            end = kept;
        }
    }

    /** Returns whether a frame starts there; also true for the first bytes of a header at the end of the buffer. */
    private boolean startsFrame(int at) {
        int there = end - at;
        int length = Math.min(FRAME_MAGIC.length, there);
        return Arrays.equals(buffer, at, at + length, FRAME_MAGIC, 0, length)
                && (there <= FRAME_TYPE_AT || isType(buffer[at + FRAME_TYPE_AT]))
                && (there < FRAME_TIME_AT || isLength(lengthOf(at)))
                && (there < FRAME_HEADER_BYTES || isTime(at));
    }

    private static boolean isType(byte type) {
        return type >= 0 && type < FRAME_TYPE_LIMIT && (type & FRAME_HAS_TIME) != 0;
    }

    private static boolean isLength(int length) {
        return length >= 0 && length <= MAXIMUM_FRAME_BYTES;
    }

    private int lengthOf(int frame) {
        return ByteBuffer.wrap(buffer, frame + FRAME_LENGTH_AT, Integer.BYTES).getInt();
    }

    private boolean isTime(int frame) {
        long seconds = TimeUnit.MICROSECONDS.toSeconds(
                ByteBuffer.wrap(buffer, frame + FRAME_TIME_AT, Long.BYTES).getLong());
        return seconds >= EARLIEST.getEpochSecond() && seconds < LATEST.getEpochSecond();
    }

    private boolean takeFrame() {
        if (end - start < FRAME_HEADER_BYTES) {
            return false;
        }
        int length = lengthOf(start);
        int message = start + FRAME_HEADER_BYTES;
        if (end - message < length) {
            return false;
        }
        start = message + length;
        message(message, length);
        return true;
    }

    private void message(int from, int length) {
        new String(buffer, from, withoutLineEnds(from, length), UTF_8).lines().forEach(lines);
    }

    /** The client ends a stack trace with an empty line. */
    private int withoutLineEnds(int from, int length) {
        int left = length;
        while (left > 0 && buffer[from + left - 1] == '\n') {
            left--;
        }
        return left;
    }

    private boolean takeText() {
        for (int at = start; at < end; at++) {
            if (buffer[at] == '\n') {
                line(start, at);
                start = at + 1;
                return true;
            }
            if (buffer[at] == FRAME_MAGIC[0] && startsFrame(at)) {
                // Whether a frame starts here may depend on bytes that have not arrived.
                boolean isFrame = end - at >= FRAME_HEADER_BYTES;
                if (isFrame) {
                    line(start, at);
                    start = at;
                }
                return isFrame;
            }
        }
        if (end - start >= MAXIMUM_TEXT_BYTES) {
            line(start, end);
            start = end;
        }
        return false;
    }

    private void line(int from, int to) {
        int length = to > from && buffer[to - 1] == '\r' ? to - 1 - from : to - from;
        lines.accept(new String(buffer, from, length, UTF_8));
    }
}
