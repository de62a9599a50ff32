package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;

/**
 * The tokens of an event that is written as the service writes it, directly from its bytes. Anything else, whether
 * malformed or only unusual, ends with {@link NotPlainException}. So this class has no messages.
 */
final class PlainTokens extends PlainStrings {
    /** Lambda's quota for a payload. */
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    /** An attribute has up to 32 levels, each with two brackets. */
    private static final int DEEPEST = 100;

    /** What fits into a long, with a sign. */
    private static final int MOST_DIGITS = 18;

    private static final int LONGEST_NUMBER = 100;
    private static final int BASE64_UNIT = 4;

    private int depth;
    /** Whether an object or array has just started, so that no comma precedes what comes next. */
    private boolean isFirst;

    PlainTokens(byte[] json) {
        super(json);
    }

    @Override
    void start() {
        if (json.length > MOST_BYTES || next() != '{') {
            throw new NotPlainException();
        }
    }

    @Override
    boolean startsObject() {
        return starts('{');
    }

    @Override
    String nextField() {
        byte b = next();
        if (b == '}') {
            end();
            return null;
        }
        if (!isFirst) {
            b = passComma(b);
        }
        isFirst = false;
        if (b != '"') {
            throw new NotPlainException();
        }
        String name = name();
        if (next() != ':') {
            throw new NotPlainException();
        }
        at++;
        next();
        return name;
    }

    @Override
    boolean startsArray() {
        return starts('[');
    }

    @Override
    boolean nextElement() {
        byte b = next();
        if (b == ']') {
            end();
            return false;
        }
        if (!isFirst) {
            passComma(b);
        }
        isFirst = false;
        return true;
    }

    @Override
    Boolean flag() {
        switch (json[at]) {
            case 't' -> {
                pass("true");
                return Boolean.TRUE;
            }
            case 'f' -> {
                pass("false");
                return Boolean.FALSE;
            }
            default -> {
                pass("null");
                return null;
            }
        }
    }

    @Override
    Long number() {
        if (json[at] == 'n') {
            pass("null");
            return null;
        }
        int start = at;
        if (passNumber() && at - start <= MOST_DIGITS) {
            return whole(start);
        }
        throw new NotPlainException();
    }

    @Override
    Date time() {
        if (json[at] == 'n') {
            pass("null");
            return null;
        }
        int start = at;
        if (passNumber() && at - start <= MOST_DIGITS) {
            return date(whole(start));
        }
        return date(Double.parseDouble(new String(json, start, at - start, ISO_8859_1)));
    }

    @Override
    ByteBuffer binary() {
        String string = string();
        if (string == null) {
            return null;
        }
        try {
            if (string.length() % BASE64_UNIT == 0) {
                return ByteBuffer.wrap(Base64.getDecoder().decode(string));
            }
        } catch (IllegalArgumentException e) {
            // The same as a wrong length.
        }
        throw new NotPlainException();
    }

    @Override
    void skip() {
        switch (json[at]) {
            case '{' -> {
                startsObject();
                while (nextField() != null) {
                    skip();
                }
            }
            case '[' -> {
                startsArray();
                while (nextElement()) {
                    skip();
                }
            }
            case '"' -> string();
            case 't', 'f', 'n' -> flag();
            default -> passNumber();
        }
    }

    @Override
    NotPlainException wrong(String expected) {
        return new NotPlainException();
    }

    /** Moves into the object or array, or past a null. */
    private boolean starts(char bracket) {
        if (json[at] != bracket) {
            pass("null");
            return false;
        }
        if (++depth > DEEPEST) {
            throw new NotPlainException();
        }
        at++;
        isFirst = true;
        return true;
    }

    private void end() {
        at++;
        depth--;
        isFirst = false;
    }

    private byte passComma(byte b) {
        if (b != ',') {
            throw new NotPlainException();
        }
        at++;
        return next();
    }

    /** Returns whether the number is a whole one. */
    private boolean passNumber() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        boolean startsWithZero = peek() == '0';
        if (passDigits() > 1 && startsWithZero) {
            throw new NotPlainException();
        }
        boolean isWhole = true;
        if (peek() == '.') {
            at++;
            passDigits();
            isWhole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            passDigits();
            isWhole = false;
        }
        if (at - start > LONGEST_NUMBER) {
            throw new NotPlainException();
        }
        return isWhole;
    }

    /** Returns how many there were; one or more. */
    private int passDigits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw new NotPlainException();
        }
        return at - start;
    }

    /** Returns the whole number from there to here. */
    private long whole(int start) {
        boolean isNegative = json[start] == '-';
        long number = 0;
        for (int i = isNegative ? start + 1 : start; i < at; i++) {
            number = 10 * number + (json[i] - '0');
        }
        return isNegative ? -number : number;
    }
}
