package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Date;

/**
 * The tokens of an event in any JSON, from Jackson's parser. Anything that is not JSON, or not of the type that the service
 * sends, ends with {@link MalformedEventException}.
 */
final class ParsedTokens extends EventTokens {
    // In DynamoDB a name may have 64 KB, which is above Jackson's limit; nothing is longer than a payload of 6 MB.
    private static final int MAX_NAME_LENGTH = 6 * 1024 * 1024;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser parser;
    private JsonToken token;

    private ParsedTokens(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads an event.
     *
     * @throws MalformedEventException if it is not UTF-8, not JSON, or not of this type
     */
    static DynamodbEvent read(byte[] json) throws IOException {
        // Jackson accepts some input that is not UTF-8, and makes up characters for it.
        ByteBuffer bytes = ByteBuffer.wrap(json);
        if (UTF_8.newDecoder()
                .decode(bytes, CharBuffer.allocate(json.length), true)
                .isError()) {
            throw MalformedEventException.notUtf8(json, bytes.position());
        }
        return read(FACTORY.createParser(json));
    }

    /**
     * Reads an event.
     *
     * @throws MalformedEventException if it is not JSON, or not of this type
     */
    static DynamodbEvent read(String json) throws IOException {
        return read(FACTORY.createParser(json));
    }

    private static DynamodbEvent read(JsonParser parser) throws IOException {
        EventTokens tokens = new ParsedTokens(parser);
        try (parser) {
            tokens.start();
            return new EventReader(tokens).event();
        } catch (JsonProcessingException e) {
            throw MalformedEventException.refused(e, parser);
        }
    }

    @Override
    void start() throws IOException {
        token = parser.nextToken();
        if (token == null) {
            throw MalformedEventException.empty(parser);
        }
    }

    @Override
    boolean startsObject() {
        return is(JsonToken.START_OBJECT, "an object");
    }

    @Override
    String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            token = parser.nextToken();
        }
        return name;
    }

    @Override
    boolean startsArray() {
        return is(JsonToken.START_ARRAY, "an array");
    }

    @Override
    boolean nextElement() throws IOException {
        token = parser.nextToken();
        return token != JsonToken.END_ARRAY;
    }

    @Override
    String string() throws IOException {
        return is(JsonToken.VALUE_STRING, "a string") ? parser.getText() : null;
    }

    @Override
    String repeatedString() throws IOException {
        return string();
    }

    @Override
    Boolean flag() {
        if (token == JsonToken.VALUE_TRUE) {
            return Boolean.TRUE;
        }
        return is(JsonToken.VALUE_FALSE, "true or false") ? Boolean.FALSE : null;
    }

    @Override
    Long number() throws IOException {
        return is(JsonToken.VALUE_NUMBER_INT, "a whole number") ? parser.getLongValue() : null;
    }

    @Override
    Date time() throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return date(parser.getDoubleValue());
        }
        return is(JsonToken.VALUE_NUMBER_FLOAT, "a time in seconds") ? date(parser.getDoubleValue()) : null;
    }

    @Override
    ByteBuffer binary() throws IOException {
        return is(JsonToken.VALUE_STRING, "a string in base64") ? ByteBuffer.wrap(parser.getBinaryValue()) : null;
    }

    @Override
    void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    MalformedEventException wrong(String expected) {
        return MalformedEventException.expected(expected, parser);
    }

    /** Returns whether the current value starts with this token. If not, it is null. */
    private boolean is(JsonToken wanted, String expected) {
        if (token != wanted && token != JsonToken.VALUE_NULL) {
            throw wrong(expected);
        }
        return token == wanted;
    }
}
