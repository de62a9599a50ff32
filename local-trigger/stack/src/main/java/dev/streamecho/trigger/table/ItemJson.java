package dev.streamecho.trigger.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.json.JsonErrors;
import dev.streamecho.trigger.stream.AttributeValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as JSON in one of two forms: plain, as a person writes them, or DynamoDB's own, which has the type of each value. Which of
 * the two one has need not be said, as no item is both: a key is a string, a number or binary, and in plain JSON no object.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">DynamoDB's
 *     JSON</a>
 */
public final class ItemJson {
    /** Keeps all digits of a number; the caller's streams stay open. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader STRICT = JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ItemJson() {}

    /**
     * Returns the attributes of an item, a key or the values of an expression.
     *
     * @throws IllegalArgumentException if it is not an object, or a value has no type in DynamoDB
     */
    public static Map<String, AttributeValue> attributes(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("an item is a JSON object, not " + kind(json));
        }
        return TypedValues.isTyped(json) ? TypedValues.attributes(json) : PlainValues.attributes(json);
    }

    /**
     * Returns the attributes of an image in a stream's record, which has the type of each value.
     *
     * @throws IllegalArgumentException if a value has none
     */
    public static Map<String, AttributeValue> image(JsonNode json) {
        return TypedValues.attributes(json);
    }

    /**
     * Reads the attributes of an item, a key or the values of an expression.
     *
     * @throws IllegalArgumentException if it is not JSON, or as of the other method
     */
    public static Map<String, AttributeValue> attributes(String json) {
        try {
            return attributes(STRICT.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(JsonErrors.inOneLine(e), e);
        }
    }

    /** Returns a value in plain JSON or DynamoDB's, or the string itself if it is not JSON. */
    public static AttributeValue valueOrString(String json) {
        try {
            JsonNode value = STRICT.readTree(json);
            return value.isMissingNode()
                    ? AttributeValue.fromS(json)
                    : TypedValues.isValue(value) ? TypedValues.value(value) : PlainValues.value(value);
        } catch (JsonProcessingException e) {
            return AttributeValue.fromS(json);
        }
    }

    /** Returns an item in plain JSON, or in DynamoDB's if it has binary or sets, which plain JSON does not have. */
    public static String shortest(Map<String, AttributeValue> item) {
        return PlainValues.canHave(item) ? plain(item) : typed(item);
    }

    /** Returns an item in DynamoDB's JSON. */
    public static String typed(Map<String, AttributeValue> item) {
        return written(json -> AttributeValueJson.writeItem(json, item));
    }

    /** Returns an item in plain JSON: sets are arrays, and binary is base64. */
    public static String plain(Map<String, AttributeValue> item) {
        return written(json -> PlainValues.write(json, item));
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(Writing writing) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            default -> json.getNodeType().toString().toLowerCase(Locale.ROOT);
        };
    }
}
