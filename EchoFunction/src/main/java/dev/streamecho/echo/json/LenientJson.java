package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/**
 * Reads every event that the Lambda runtime's own serializer reads, which takes more than JSON and more than the service
 * sends, and says of the others what is wrong with them.
 */
final class LenientJson {
    // In DynamoDB a name may have 64 KB, which is above Jackson's limit; a payload of 6 MB is the limit of all.
    private static final int MAX_NAME_LENGTH = 6 * 1024 * 1024;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private LenientJson() {}

    /** @throws MalformedEventException if it is not UTF-8, not JSON or not of this type */
    static DynamodbEvent read(byte[] json) throws IOException {
        // Jackson takes some of what is not UTF-8, and makes characters up for it.
        ByteBuffer bytes = ByteBuffer.wrap(json);
        if (UTF_8.newDecoder()
                .decode(bytes, CharBuffer.allocate(json.length), true)
                .isError()) {
            throw MalformedEventException.notUtf8(json, bytes.position());
        }
        return read(FACTORY.createParser(json));
    }

    /** @throws MalformedEventException if it is not JSON or not of this type */
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
}
