package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.UserError;
import java.util.function.IntPredicate;

/** A place in a text that is read from its beginning to its end. This class is not thread-safe. */
final class Cursor {
    private static final int END = -1;

    /** Each level takes some of the stack; nothing honest is nested so deeply. */
    private static final int MAXIMUM_DEPTH = 200;

    private final String file;
    private final String text;
    private int at;
    private int line;
    private int depth;

    /** Whether a new line means no more than a blank, as within parentheses. */
    private boolean isInParentheses;

    Cursor(String file, String text, int firstLine) {
        this.file = file;
        this.text = text;
        this.line = firstLine;
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** Returns the next character, or a negative number at the end. */
    int peek() {
        return peek(0);
    }

    int peek(int further) {
        return at + further < text.length() ? text.charAt(at + further) : END;
    }

    boolean isAt(String expected) {
        return text.startsWith(expected, at);
    }

    /** Returns the next character and moves behind it. */
    char next() {
        if (isAtEnd()) {
            throw error("the file ends where more is expected");
        }
        char character = text.charAt(at++);
        if (character == '\n') {
            line++;
        }
        return character;
    }

    /** Moves behind the expected text if it is there. */
    boolean take(String expected) {
        if (!isAt(expected)) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            next();
        }
        return true;
    }

    void expect(String expected) {
        if (!take(expected)) {
            throw error("%s is expected, not %s".formatted(expected, shown()));
        }
    }

    /** Returns the characters up to the first that is not wanted. */
    String takeWhile(IntPredicate wanted) {
        int start = at;
        while (!isAtEnd() && wanted.test(text.charAt(at))) {
            next();
        }
        return text.substring(start, at);
    }

    /** Returns the rest of the line, and moves behind its end. */
    String takeLine() {
        String rest = takeWhile(character -> character != '\n');
        if (!isAtEnd()) {
            next();
        }
        return rest;
    }

    boolean isAtName() {
        return peek() == '_' || Character.isLetter(peek());
    }

    /** Returns a name; hyphens may be in it. */
    String name() {
        if (!isAtName()) {
            throw error("a name is expected, not " + shown());
        }
        return takeWhile(character -> character == '_' || character == '-' || Character.isLetterOrDigit(character));
    }

    /** Returns whether this name is next, and no longer one that begins with it. */
    boolean isAtWord(String word) {
        int after = peek(word.length());
        return isAt(word) && after != '_' && after != '-' && !Character.isLetterOrDigit(after);
    }

    /** Moves behind blanks and comments, and within parentheses behind ends of lines. */
    void skipBlanks() {
        skip(isInParentheses);
    }

    /** Moves behind blanks, comments and ends of lines. */
    void skipLines() {
        skip(true);
    }

    private void skip(boolean lines) {
        while (!isAtEnd()) {
            int character = peek();
            if (character == '#' || isAt("//")) {
                takeWhile(each -> each != '\n');
            } else if (isAt("/*")) {
                skipComment();
            } else if (character == ' ' || character == '\t' || character == '\r' || (lines && character == '\n')) {
                next();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int start = line;
        while (!take("*/")) {
            if (isAtEnd()) {
                throw error(start, "the comment has no end */");
            }
            next();
        }
    }

    /** Sets whether a new line is no more than a blank from here on, and returns whether it was until now. */
    boolean inParentheses(boolean now) {
        boolean before = isInParentheses;
        isInParentheses = now;
        return before;
    }

    void enter() {
        if (++depth > MAXIMUM_DEPTH) {
            throw error("expressions and blocks are nested more than %d deep".formatted(MAXIMUM_DEPTH));
        }
    }

    void leave() {
        depth--;
    }

    /** Returns an error at this line. */
    UserError error(String problem) {
        return error(line, problem);
    }

    UserError error(int where, String problem) {
        return new UserError("%s: line %d: not HCL: %s".formatted(file, where, problem.replaceAll("\\s*\\R\\s*", " ")));
    }

    /** Returns what is next, for a message. */
    String shown() {
        int character = peek();
        if (character == END) {
            return "the end of the file";
        }
        return character == '\n' || character == '\r' ? "the end of the line" : Character.toString(character);
    }
}
