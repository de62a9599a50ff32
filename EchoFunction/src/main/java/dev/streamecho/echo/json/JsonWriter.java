package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes JSON in UTF-8 into memory. It adds the commas and the escapes; the caller sees to it that a name precedes each
 * value in an object, and that everything that begins also ends.
 *
 * <p>This class is not thread-safe.
 */
public final class JsonWriter {
    /** Enough for the line of a small record. */
    private static final int FIRST_SIZE = 2048;

    private static final byte[] HEX_DIGITS = "0123456789ABCDEF".getBytes(US_ASCII);

    /** The maximum number of bytes for a character: those of an escape. */
    private static final int LONGEST_CHARACTER = 6;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private boolean needsComma;

    /** Discards what was written. */
    public void clear() {
        size = 0;
        needsComma = false;
    }

    /** Returns the number of bytes written. */
    public int size() {
        return size;
    }

    /** Writes all bytes to the output. */
    public void writeTo(OutputStream output) throws IOException {
        output.write(bytes, 0, size);
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** Writes the name of the next value. */
    public JsonWriter name(String name) {
        comma();
        quoted(name);
        put(':');
        needsComma = false;
        return this;
    }

    /** Writes a string, or null. */
    public JsonWriter value(String text) {
        if (text == null) {
            return nullValue();
        }
        comma();
        quoted(text);
        return this;
    }

    public JsonWriter value(long number) {
        return literal(Long.toString(number));
    }

    /** Writes a number whose {@code toString} is JSON, which is so for every finite number. */
    public JsonWriter value(Number number) {
        return literal(number.toString());
    }

    public JsonWriter value(boolean value) {
        return literal(value ? "true" : "false");
    }

    /** Writes bytes in base64, or null. The buffer's position does not change. */
    public JsonWriter value(ByteBuffer binary) {
        if (binary == null) {
            return nullValue();
        }
        byte[] content = new byte[binary.remaining()];
        binary.duplicate().get(content);
        comma();
        put('"');
        put(Base64.getEncoder().encode(content));
        put('"');
        return this;
    }

    public JsonWriter nullValue() {
        return literal("null");
    }

    /** Ends a line, so that another value can follow. */
    public void newLine() {
        put('\n');
        needsComma = false;
    }

    private JsonWriter begin(char bracket) {
        comma();
        put(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        put(bracket);
        needsComma = true;
        return this;
    }

    private JsonWriter literal(String literal) {
        comma();
        put(literal.getBytes(US_ASCII));
        return this;
    }

    private void comma() {
        if (needsComma) {
            put(',');
        }
        needsComma = true;
    }

    private void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    private void put(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, size, ascii.length);
        size += ascii.length;
    }

    private void quoted(String text) {
        int length = text.length();
        reserve(length + 2);
        put('"');
        int plain = putPlain(text, 0);
        while (plain < length) {
            reserve(length - plain + LONGEST_CHARACTER);
            special(text.charAt(plain));
            plain = putPlain(text, plain + 1);
        }
        put('"');
    }

    /** Writes the characters from this index on that need no escape, and returns the index of the first one that does. */
    private int putPlain(String text, int start) {
        byte[] bytes = this.bytes;
        int length = text.length();
        int offset = size - start;
        int i = start;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            bytes[offset + i] = (byte) c;
        }
        size = offset + i;
        return i;
    }

    private void special(char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\f' -> escape('f');
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    unicode(c);
                } else {
                    utf8(c);
                }
            }
        }
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) c;
    }

    /** Writes an escape, because half a surrogate pair has no other form. */
    private void unicode(char c) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX_DIGITS[c >> shift & 0xF];
        }
    }

    private void utf8(char c) {
        if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | c >> 6);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[size++] = (byte) (0xE0 | c >> 12);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
