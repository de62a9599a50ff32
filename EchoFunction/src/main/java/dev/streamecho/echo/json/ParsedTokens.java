package dev.streamecho.echo.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Date;

/**
 * The tokens of an event that is written in any way which the Lambda runtime's own serializer reads. What is in another
 * shape than the service sends is left to {@link OtherShapes}. What is malformed ends with {@link MalformedEventException}.
 */
final class ParsedTokens extends EventTokens {
    private final JsonParser parser;
    private JsonToken token;
    private boolean arraysOfOne;

    ParsedTokens(JsonParser parser) {
        this.parser = parser;
    }

    @Override
    void start() throws IOException {
        token = parser.nextToken();
        if (token == null) {
            throw MalformedEventException.empty(parser);
        }
    }

    @Override
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

    @Override
    String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            token = parser.nextToken();
        } else if (arraysOfOne) {
            OtherShapes.endsObject(parser);
        }
        return name;
    }

    @Override
    boolean isList() throws IOException {
        return token == JsonToken.START_ARRAY || token != JsonToken.VALUE_NULL && OtherShapes.isElement(parser);
    }

    @Override
    boolean startsArray() {
        return token == JsonToken.START_ARRAY;
    }

    @Override
    boolean nextElement() throws IOException {
        token = parser.nextToken();
        return token != JsonToken.END_ARRAY;
    }

    @Override
    String text() throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        return token == JsonToken.VALUE_NULL ? null : OtherShapes.text(parser);
    }

    @Override
    String repeatedText() throws IOException {
        return text();
    }

    @Override
    String textElement() throws IOException {
        // Not taken in as many shapes as a text elsewhere.
        if (token == JsonToken.START_ARRAY) {
            throw MalformedEventException.expected("a text", parser);
        }
        return text();
    }

    @Override
    Boolean flag() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_TRUE -> Boolean.TRUE;
            case JsonTokenId.ID_FALSE -> Boolean.FALSE;
            case JsonTokenId.ID_NULL -> null;
            default -> OtherShapes.flag(parser);
        };
    }

    @Override
    Long number() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_NUMBER_INT -> parser.getLongValue();
            case JsonTokenId.ID_NULL -> null;
            default -> OtherShapes.number(parser);
        };
    }

    @Override
    Date time() throws IOException {
        if (token.isStructStart()) {
            throw MalformedEventException.expected("a time in seconds", parser);
        }
        // 0, and so null, for a text that is not a number.
        return date(parser.getValueAsDouble());
    }

    @Override
    ByteBuffer binary() throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_STRING -> ByteBuffer.wrap(parser.getBinaryValue());
            case JsonTokenId.ID_NULL -> null;
            default -> throw MalformedEventException.expected("base64 in a text", parser);
        };
    }

    @Override
    void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    MalformedEventException wrong(String expected) {
        return MalformedEventException.expected(expected, parser);
    }
}
