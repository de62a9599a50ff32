package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The names and strings of an event that is written as the service writes it, and the position in its bytes.
 *
 * <p>The methods are few and long because Lambda's JVM stops at the compiler C1, which inlines little.
 */
abstract class PlainStrings extends EventTokens {
    private static final int QUOTES = 2;
    private static final int UNICODE_DIGITS = 4;

    final byte[] json;
    /** Where the current value starts, or the last one ended. */
    int at;

    private final PlainNames names = new PlainNames();
    /** For the slot of each field's name, the last string in such a field that is repeated, and where it is. */
    private final String[] lastStrings = new String[PlainNames.SLOTS];

    private final int[] lastStarts = new int[PlainNames.SLOTS];

    PlainStrings(byte[] json) {
        this.json = json;
    }

    /** Moves to the next byte that is not whitespace, and returns it. */
    final byte next() {
        byte b = peek();
        return b > ' ' ? b : nextAfterSpace();
    }

    private byte nextAfterSpace() {
        byte[] json = this.json;
        for (int i = at; i < json.length; i++) {
            byte b = json[i];
            if (b > ' ') {
                at = i;
                return b;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
        }
        throw new NotPlainException();
    }

    /** Returns the current byte, or 0 at the end. */
    final byte peek() {
        return at < json.length ? json[at] : 0;
    }

    /** Skips true, false or null. */
    final void pass(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (peek() != literal.charAt(i)) {
                throw new NotPlainException();
            }
            at++;
        }
    }

    /** Returns the name whose opening quote is here, and moves past it. */
    final String name() {
        byte[] json = this.json;
        int start = at + 1;
        String expected = names.expected(json, start);
        if (expected != null) {
            at = start + expected.length() + 1;
            return expected;
        }
        for (int i = start; i < json.length; i++) {
            byte b = json[i];
            if (b > '"' && b != '\\') {
                continue;
            } else if (b == '"') {
                at = i + 1;
                return names.of(json, start, i);
            } else if (b < ' ' || b == '\\') {
                return nameInUtf8(start, i);
            }
        }
        throw new NotPlainException();
    }

    private String nameInUtf8(int start, int from) {
        for (int i = from; i < json.length; i++) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                return utf8(start, i);
            } else if (isControl(b) || b == '\\') {
                break;
            }
        }
        throw new NotPlainException();
    }

    @Override
    final String string() {
        byte[] json = this.json;
        int start = at + 1;
        if (json[at] != '"') {
            pass("null");
            return null;
        }
        for (int i = start; i < json.length; i++) {
            byte b = json[i];
            if (b > '"' && b != '\\') {
                continue;
            } else if (b == '"') {
                at = i + 1;
                return new String(json, start, i - start, ISO_8859_1);
            } else if (b < ' ' || b == '\\') {
                return stringInUtf8(start, i);
            }
        }
        throw new NotPlainException();
    }

    private String stringInUtf8(int start, int from) {
        boolean hasEscapes = false;
        for (int i = from; i < json.length; i++) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                String text = utf8(start, i);
                return hasEscapes ? withoutEscapes(text) : text;
            } else if (b == '\\') {
                hasEscapes = true;
                i++;
            } else if (isControl(b)) {
                break;
            }
        }
        throw new NotPlainException();
    }

    @Override
    final String repeatedString() {
        int slot = names.slot();
        int start = at;
        String last = lastStrings[slot];
        if (last != null) {
            int lastStart = lastStarts[slot];
            int length = last.length() + QUOTES;
            if (json.length - start >= length
                    && Arrays.equals(json, start, start + length, json, lastStart, lastStart + length)) {
                at = start + length;
                return last;
            }
        }
        String string = string();
        // Only if it has as many bytes as characters.
        if (string != null && string.length() + QUOTES == at - start) {
            lastStrings[slot] = string;
            lastStarts[slot] = start;
        }
        return string;
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }

    private String utf8(int start, int end) {
        String text = new String(json, start, end - start, UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // It may be in the event, but Java also inserts it where something is not UTF-8.
            throw new NotPlainException();
        }
        return text;
    }

    private static String withoutEscapes(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', done)) {
            result.append(text, done, i);
            char escaped = text.charAt(i + 1);
            done = i + 2;
            if (escaped == 'u') {
                result.append(unicode(text, done));
                done += UNICODE_DIGITS;
            } else {
                result.append(meaning(escaped));
            }
        }
        return result.append(text, done, text.length()).toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new NotPlainException();
        };
    }

    private static char unicode(String text, int start) {
        if (text.length() - start < UNICODE_DIGITS) {
            throw new NotPlainException();
        }
        int unit = 0;
        for (int i = start; i < start + UNICODE_DIGITS; i++) {
            unit = unit << 4 | hexDigit(text.charAt(i));
        }
        return (char) unit;
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        } else if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        throw new NotPlainException();
    }
}
