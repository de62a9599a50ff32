package dev.streamecho.echo.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;

/**
 * Takes values in other shapes than the service sends them, as the Lambda runtime's own serializer does: an array of one
 * for its element, an empty array or a blank text for null, a number for its text, a text for the number or the boolean
 * that it spells.
 */
final class OtherShapes {
    /** The parser's current value where the current array is one that stands for its only element. */
    private static final Object ARRAY_OF_ONE = new Object();

    private static final String NULL = "null";

    private OtherShapes() {}

    /** Says whether there is an object in an array of one, then moves to it. If not, the value is null. */
    static boolean startsObject(JsonParser parser) throws IOException {
        boolean unwrapped = unwrap(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.END_ARRAY) {
            return token == JsonToken.START_OBJECT;
        }
        if (token == JsonToken.VALUE_STRING && isBlank(parser.getText())) {
            passEnd(unwrapped, parser);
            return false;
        }
        throw MalformedEventException.expected("an object", parser);
    }

    /** Moves to the end of the array of one, if the object that has just ended was in one. */
    static void endsObject(JsonParser parser) throws IOException {
        if (parser.currentValue() == ARRAY_OF_ONE) {
            passEnd(parser);
        }
    }

    /** Says whether the value is the only element of a list, without its array. If not, it is null. */
    static boolean isElement(JsonParser parser) throws IOException {
        return parser.currentTokenId() != JsonTokenId.ID_STRING || !isBlank(parser.getText());
    }

    static String text(JsonParser parser) throws IOException {
        boolean unwrapped = unwrap(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.END_ARRAY) {
            return null;
        }
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw MalformedEventException.expected("a text", parser);
        }
        String text = parser.getText();
        passEnd(unwrapped, parser);
        return text;
    }

    static Boolean flag(JsonParser parser) throws IOException {
        boolean unwrapped = unwrap(parser);
        Boolean flag = switch (parser.currentTokenId()) {
            case JsonTokenId.ID_TRUE -> Boolean.TRUE;
            case JsonTokenId.ID_FALSE -> Boolean.FALSE;
            case JsonTokenId.ID_NULL, JsonTokenId.ID_END_ARRAY -> null;
            case JsonTokenId.ID_NUMBER_INT -> parser.getBigIntegerValue().signum() != 0;
            case JsonTokenId.ID_STRING -> flag(parser.getText().trim(), parser);
            default -> throw MalformedEventException.expected("true or false", parser);
        };
        passEnd(unwrapped, parser);
        return flag;
    }

    private static Boolean flag(String text, JsonParser parser) throws IOException {
        return switch (text) {
            case "true", "True", "TRUE" -> Boolean.TRUE;
            case "false", "False", "FALSE" -> Boolean.FALSE;
            case "", NULL -> null;
            default -> throw MalformedEventException.expected("true or false", parser);
        };
    }

    static Long number(JsonParser parser) throws IOException {
        boolean unwrapped = unwrap(parser);
        Long number = switch (parser.currentTokenId()) {
            case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> parser.getLongValue();
            case JsonTokenId.ID_NULL, JsonTokenId.ID_END_ARRAY -> null;
            case JsonTokenId.ID_STRING -> number(parser.getText().trim(), parser);
            default -> throw MalformedEventException.expected("a whole number", parser);
        };
        passEnd(unwrapped, parser);
        return number;
    }

    private static Long number(String text, JsonParser parser) throws IOException {
        if (text.isEmpty() || text.equals(NULL)) {
            return null;
        }
        try {
            return NumberInput.parseLong(text);
        } catch (NumberFormatException e) {
            throw MalformedEventException.expected("a whole number", parser);
        }
    }

    /** Moves into an array to its only element, or to its end if it is empty. Returns whether it has moved. */
    private static boolean unwrap(JsonParser parser) throws IOException {
        if (parser.currentTokenId() != JsonTokenId.ID_START_ARRAY) {
            return false;
        }
        parser.assignCurrentValue(ARRAY_OF_ONE);
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            throw MalformedEventException.expected("a value that is not an array in an array", parser);
        }
        return true;
    }

    /** Moves to the end of the array of one, unless it was not one or its end is reached. */
    private static void passEnd(boolean unwrapped, JsonParser parser) throws IOException {
        if (unwrapped && parser.currentTokenId() != JsonTokenId.ID_END_ARRAY) {
            passEnd(parser);
        }
    }

    private static void passEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw MalformedEventException.expected("an array of one", parser);
        }
    }

    /** The blank texts are those of spaces and control characters. */
    private static boolean isBlank(String text) {
        return text.trim().isEmpty();
    }
}
