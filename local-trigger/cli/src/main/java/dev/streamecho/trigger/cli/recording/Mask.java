package dev.streamecho.trigger.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts others of the same type in the place of values: equal ones for equal ones, so that what belongs together still does.
 * Without the key nobody can find out whether a guess is right. A Boolean always becomes false. This class is not thread-safe.
 */
final class Mask {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;
    private static final BigInteger NUMBERS = BigInteger.TEN.pow(15);

    private final Mac mac;

    Mask(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    /** Returns what is put in the place of a value in DynamoDB's JSON. */
    ObjectNode of(ObjectNode value) {
        ObjectNode masked = value.objectNode();
        value.properties().forEach(typed -> masked.set(typed.getKey(), of(typed.getKey(), typed.getValue())));
        return masked;
    }

    private JsonNode of(String type, JsonNode value) {
        return switch (type) {
            case "N" -> TextNode.valueOf(number(value.asText()));
            case "B" -> TextNode.valueOf(Base64.getEncoder().encodeToString(digest(type, value.asText())));
            case "BOOL" -> BooleanNode.FALSE;
            case "NULL" -> value;
            case "SS", "NS", "BS" -> each(value, element -> of(type.substring(0, 1), element));
            case "L" -> each(value, element -> of((ObjectNode) element));
            case "M" -> attributes((ObjectNode) value);
            default -> TextNode.valueOf("masked-" + HexFormat.of().formatHex(digest(type, value.asText())));
        };
    }

    private static ArrayNode each(JsonNode values, UnaryOperator<JsonNode> mask) {
        ArrayNode masked = RecordingFormat.JSON.createArrayNode();
        values.forEach(value -> masked.add(mask.apply(value)));
        return masked;
    }

    private ObjectNode attributes(ObjectNode attributes) {
        ObjectNode masked = attributes.objectNode();
        attributes
                .properties()
                .forEach(attribute -> masked.set(attribute.getKey(), of((ObjectNode) attribute.getValue())));
        return masked;
    }

    private String number(String number) {
        return new BigInteger(1, digest("N", number)).mod(NUMBERS).toString();
    }

    private byte[] digest(String type, String value) {
        return Arrays.copyOf(mac.doFinal((type + value).getBytes(UTF_8)), BYTES);
    }
}
