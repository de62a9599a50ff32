package dev.streamecho.echo.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Thrown for an event that is not JSON or not a DynamoDB stream's. The message gives the place: the line, the column (in
 * bytes) and the JSON pointer of the value. It repeats nothing of the event except names of fields and what is malformed.
 */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_POINTER_LENGTH = 1000;

    private MalformedEventException(int line, int column, String wrong, Throwable cause) {
        super("The event is malformed at line " + line + ", column " + column + wrong, cause);
    }

    private MalformedEventException(String wrong, JsonLocation place, JsonParser parser, Throwable cause) {
        this(place.getLineNr(), place.getColumnNr(), pointer(parser) + ": " + wrong, cause);
    }

    /** For bytes that are not UTF-8 from this index on. */
    static MalformedEventException notUtf8(byte[] json, int place) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < place; i++) {
            column++;
            if (json[i] == '\n') {
                line++;
                column = 1;
            }
        }
        return new MalformedEventException(line, column, ": it is not UTF-8", null);
    }

    /** For a current value that should be something else. */
    static MalformedEventException expected(String expected, JsonParser parser) {
        return new MalformedEventException(
                expected + " expected, but " + current(parser) + " found", parser.currentTokenLocation(), parser, null);
    }

    /** For an event that ends before it starts. */
    static MalformedEventException empty(JsonParser parser) {
        return new MalformedEventException("it is empty", parser.currentLocation(), parser, null);
    }

    /** For what the parser refuses. */
    static MalformedEventException refused(JsonProcessingException cause, JsonParser parser) {
        return new MalformedEventException(
                cause instanceof JsonEOFException ? "it ends too early" : cause.getOriginalMessage(),
                cause.getLocation() == null ? parser.currentLocation() : cause.getLocation(),
                parser,
                cause);
    }

    private static String current(JsonParser parser) {
        return switch (parser.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> "an object";
            case JsonTokenId.ID_START_ARRAY -> "an array";
            case JsonTokenId.ID_END_ARRAY -> "the end of an array";
            case JsonTokenId.ID_STRING -> "a string";
            case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> "a number";
            default -> parser.currentToken().asString();
        };
    }

    private static String pointer(JsonParser parser) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        if (pointer.isEmpty()) {
            return "";
        }
        return " ("
                + (pointer.length() > MAX_POINTER_LENGTH ? pointer.substring(0, MAX_POINTER_LENGTH) + "..." : pointer)
                + ")";
    }
}
