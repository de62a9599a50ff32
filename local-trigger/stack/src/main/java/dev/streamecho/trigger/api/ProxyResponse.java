package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.api.GatewayResponse.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function's response in the form of a proxy integration.
 *
 * @param status empty if the function gave none
 * @param body as the function gave it
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">
 *     Output format of a Lambda function for proxy integration</a>
 */
record ProxyResponse(
        Optional<Integer> status,
        List<Header> headers,
        List<String> cookies,
        Optional<String> body,
        boolean isBase64Encoded) {
    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;
    private static final String CONTENT_TYPE = "Content-Type";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Returns the response as JSON. */
    static JsonNode parse(byte[] response) throws MalformedResponseException {
        try {
            JsonNode json = JSON.readTree(response);
            if (json.isMissingNode()) {
                throw new MalformedResponseException("it is empty");
            }
            return json;
        } catch (IOException e) {
            throw new MalformedResponseException("it is not JSON");
        }
    }

    static ProxyResponse of(JsonNode response) throws MalformedResponseException {
        if (!response.isObject()) {
            throw new MalformedResponseException("it is not an object with statusCode, headers and body");
        }
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                object(response, "multiValueHeaders").properties()) {
            for (String value : texts(entry.getValue(), "multiValueHeaders." + entry.getKey())) {
                headers.add(new Header(entry.getKey(), value));
            }
        }
        for (Map.Entry<String, JsonNode> entry : object(response, "headers").properties()) {
            Optional<String> value = text(entry.getValue(), "headers." + entry.getKey());
            value.map(text -> new Header(entry.getKey(), text))
                    .filter(header -> !headers.contains(header))
                    .ifPresent(headers::add);
        }
        return new ProxyResponse(
                status(response.path("statusCode")),
                headers,
                response.hasNonNull("cookies") ? texts(response.get("cookies"), "cookies") : List.of(),
                text(response.path("body"), "body"),
                text(response.path("isBase64Encoded"), "isBase64Encoded")
                        .map(Boolean::parseBoolean)
                        .orElse(false));
    }

    private static Optional<Integer> status(JsonNode status) throws MalformedResponseException {
        if (status.isMissingNode() || status.isNull()) {
            return Optional.empty();
        }
        // A number may come as a string.
        int code = status.asInt();
        if (code < LOWEST_STATUS || code > HIGHEST_STATUS) {
            throw new MalformedResponseException(
                    "statusCode is %s, and not %d to %d".formatted(status, LOWEST_STATUS, HIGHEST_STATUS));
        }
        return Optional.of(code);
    }

    private static JsonNode object(JsonNode response, String name) throws MalformedResponseException {
        JsonNode object = response.path(name);
        if (!object.isObject() && !object.isNull() && !object.isMissingNode()) {
            throw new MalformedResponseException(name + " is not an object");
        }
        return object;
    }

    private static List<String> texts(JsonNode values, String name) throws MalformedResponseException {
        if (!values.isArray()) {
            throw new MalformedResponseException(name + " is not a list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            text(value, name).ifPresent(texts::add);
        }
        return texts;
    }

    /** Numbers and booleans are texts too. */
    private static Optional<String> text(JsonNode value, String name) throws MalformedResponseException {
        if (value.isContainerNode()) {
            throw new MalformedResponseException("%s is %s, and not a string; write it as a JSON string"
                    .formatted(name, value.isArray() ? "a list" : "an object"));
        }
        return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /** Returns the first value of a header. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }

    /** Returns the answer to the client. */
    GatewayResponse answer(int defaultStatus, String defaultContentType, boolean isDecoded)
            throws MalformedResponseException {
        List<Header> all = new ArrayList<>(headers);
        if (header(CONTENT_TYPE).isEmpty()) {
            all.add(new Header(CONTENT_TYPE, defaultContentType));
        }
        String text = body.orElse("");
        return new GatewayResponse(status.orElse(defaultStatus), all, isDecoded ? decoded(text) : text.getBytes(UTF_8));
    }

    private static byte[] decoded(String body) throws MalformedResponseException {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedResponseException("isBase64Encoded is true, and the body is not Base64");
        }
    }
}
