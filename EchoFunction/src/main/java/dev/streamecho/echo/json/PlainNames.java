package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Makes the strings of the names in an event, one for each name, however often it occurs. */
final class PlainNames {
    /** A power of two. Of two names with the same slot, the later one takes it. */
    static final int SLOTS = 64;

    /** The literals of {@code EventReader} and {@code ItemReader}: a switch finds these fastest. */
    private static final String[] FIELDS = {
        "Records",
        "eventID",
        "eventName",
        "eventVersion",
        "eventSource",
        "awsRegion",
        "dynamodb",
        "eventSourceARN",
        "ApproximateCreationDateTime",
        "Keys",
        "NewImage",
        "OldImage",
        "SequenceNumber",
        "SizeBytes",
        "StreamViewType",
        "S",
        "N",
        "B",
        "SS",
        "NS",
        "BS",
        "M",
        "L",
        "NULL",
        "BOOL"
    };

    private static final String[] FIELD_OF_SLOT = new String[SLOTS];
    private static final byte[][] BYTES_OF_SLOT = new byte[SLOTS][];

    static {
        for (String field : FIELDS) {
            byte[] bytes = field.getBytes(ISO_8859_1);
            int slot = slot(bytes, 0, bytes.length);
            FIELD_OF_SLOT[slot] = field;
            BYTES_OF_SLOT[slot] = bytes;
        }
    }

    private final String[] names = FIELD_OF_SLOT.clone();
    private final byte[][] bytes = BYTES_OF_SLOT.clone();
    /** For the slot of each name, the slot of the name that followed it. */
    private final int[] next = new int[SLOTS];

    private int slot;

    /** Returns the name that starts here if it followed the previous name last time too, else null. */
    String expected(byte[] json, int start) {
        int expected = next[slot];
        byte[] name = bytes[expected];
        if (name == null) {
            return null;
        }
        int end = start + name.length;
        if (end >= json.length || json[end] != '"' || !isAt(name, json, start)) {
            return null;
        }
        slot = expected;
        return names[expected];
    }

    /** Returns the name that these bytes spell, which must be ASCII. */
    String of(byte[] json, int start, int end) {
        if (start == end) {
            return "";
        }
        int found = slot(json, start, end);
        next[slot] = found;
        slot = found;
        byte[] name = bytes[found];
        if (name == null || name.length != end - start || !isAt(name, json, start)) {
            bytes[found] = Arrays.copyOfRange(json, start, end);
            names[found] = new String(json, start, end - start, ISO_8859_1);
        }
        return names[found];
    }

    /** Returns the slot of the name that was read last. */
    int slot() {
        return slot;
    }

    /** Cheap to compute, and different for each of the known fields. */
    private static int slot(byte[] json, int start, int end) {
        int length = end - start;
        return (json[start] + 17 * json[start + length / 2] + 3 * length) & (SLOTS - 1);
    }

    private static boolean isAt(byte[] name, byte[] json, int start) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] != json[start + i]) {
                return false;
            }
        }
        return true;
    }
}
