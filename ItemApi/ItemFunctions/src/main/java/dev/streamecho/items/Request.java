package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of a request to API Gateway that these functions need.
 *
 * @param pathParameters as the caller encoded them: a REST API does not decode them
 * @param headers by their names in lower case
 * @param body the decoded body; null if there is none
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations for REST APIs</a>
 */
record Request(Map<String, String> pathParameters, Map<String, String> headers, String body) {

    /**
     * Reads the event of a proxy integration.
     *
     * @throws IOException if the input cannot be read, or is not such an event
     * @throws Refusal if the body is encoded as base64 and is not UTF-8
     */
    static Request read(InputStream event) throws IOException {
        Map<String, String> pathParameters = Map.of();
        Map<String, String> headers = Map.of();
        String body = null;
        boolean base64 = false;
        try (JsonParser json = Json.FACTORY.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("The event is not an object: it is not from API Gateway");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "pathParameters" -> pathParameters = strings(json, value);
                    case "headers" -> headers = inLowerCase(strings(json, value));
                    case "body" -> body = json.getValueAsString();
                    case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
                    default -> json.skipChildren();
                }
            }
        }
        return new Request(pathParameters, headers, base64 && body != null ? decoded(body) : body);
    }

    private static Map<String, String> strings(JsonParser json, JsonToken value) throws IOException {
        Map<String, String> strings = new HashMap<>();
        if (value == JsonToken.START_OBJECT) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                strings.put(name, json.getValueAsString());
            }
        }
        return strings;
    }

    private static Map<String, String> inLowerCase(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            lower.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return lower;
    }

    private static String decoded(String body) {
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Refusal.badRequest("The body is not UTF-8");
        }
    }
}
