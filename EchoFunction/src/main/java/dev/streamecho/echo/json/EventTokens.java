package dev.streamecho.echo.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Date;

/**
 * The tokens of an event, one value after the other. What is not in the shape in which the service sends it is left to
 * {@link OtherShapes}, which is not even loaded where all is.
 *
 * <p>A method for a value starts where the value starts, and leaves it to be passed by the next {@link #nextField()} or
 * {@link #nextElement()}. It throws {@link MalformedEventException} if the value is of another type.
 */
final class EventTokens {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final JsonParser parser;
    private JsonToken token;
    private boolean arraysOfOne;

    EventTokens(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves to the value that is the whole event. */
    void start() throws IOException {
        token = parser.nextToken();
        if (token == null) {
            throw MalformedEventException.empty(parser);
        }
    }

    /** Says whether an object starts here. If not, the value is null. */
    boolean startsObject() throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return true;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        arraysOfOne = true;
        return OtherShapes.startsObject(parser);
    }

    /** Moves to the value of the object's next field. Returns the field's name, or null at the end of the object. */
    String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            token = parser.nextToken();
        } else if (arraysOfOne) {
            OtherShapes.endsObject(parser);
        }
        return name;
    }

    /** Says whether there is a list here. If not, the value is null. */
    boolean isList() throws IOException {
        return token == JsonToken.START_ARRAY || token != JsonToken.VALUE_NULL && OtherShapes.isElement(parser);
    }

    /** Says whether the list is an array. If not, the current value is the list's only element. */
    boolean startsArray() {
        return token == JsonToken.START_ARRAY;
    }

    /** Moves to the array's next element. Returns false at the end of the array. */
    boolean nextElement() throws IOException {
        token = parser.nextToken();
        return token != JsonToken.END_ARRAY;
    }

    /** A text, or null. */
    String text() throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        return token == JsonToken.VALUE_NULL ? null : OtherShapes.text(parser);
    }

    /** An element of a list of texts, which is not taken in as many shapes as a text elsewhere. */
    String textElement() throws IOException {
        if (token == JsonToken.START_ARRAY) {
            throw MalformedEventException.expected("a text", parser);
        }
        return text();
    }

    /** True, false or null. */
    Boolean flag() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_TRUE -> Boolean.TRUE;
            case JsonTokenId.ID_FALSE -> Boolean.FALSE;
            case JsonTokenId.ID_NULL -> null;
            default -> OtherShapes.flag(parser);
        };
    }

    /** A whole number, or null. */
    Long number() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_NUMBER_INT -> parser.getLongValue();
            case JsonTokenId.ID_NULL -> null;
            default -> OtherShapes.number(parser);
        };
    }

    /**
     * A time in seconds, or null. As in the Lambda runtime's own serializer it passes through a double, whose part under
     * a millisecond is cut off; 0 is null, and so is a text that is not a number.
     */
    Date time() throws IOException {
        if (token.isStructStart()) {
            throw MalformedEventException.expected("a time in seconds", parser);
        }
        double seconds = parser.getValueAsDouble();
        return seconds == 0 ? null : new Date((long) (seconds * MILLIS_PER_SECOND));
    }

    /** Bytes from base64, or null. */
    ByteBuffer binary() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_STRING -> ByteBuffer.wrap(parser.getBinaryValue());
            case JsonTokenId.ID_NULL -> null;
            default -> throw MalformedEventException.expected("base64 in a text", parser);
        };
    }

    /** Passes over the current value, with all that is in it. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The exception for a current value that is of the right type but wrong all the same. */
    MalformedEventException wrong(String expected) {
        return MalformedEventException.expected(expected, parser);
    }
}
