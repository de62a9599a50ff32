package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request to an endpoint, with what its path and query give. */
final class Call {
    /** An event has up to 6 MB, and is a string in a body that has more than it. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** What is read of a longer one, so that a client that still sends gets the answer. */
    private static final long MOST_SKIPPED_BYTES = 10L * MOST_BYTES;

    /** Numbers of DynamoDB have 38 digits. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Request request;
    private final Map<String, String> path;
    private final Fields query;

    /** @param path the variable parts of its path, decoded */
    Call(Request request, Map<String, String> path) {
        this.request = request;
        this.path = path;
        try {
            this.query = Request.extractQueryParameters(request);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("The query cannot be read: " + e.getMessage());
        }
    }

    /** Returns a variable part of the path. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** Returns a variable part of the path that is the number of a record or batch. */
    int number(String name) {
        try {
            return Integer.parseInt(path(name));
        } catch (NumberFormatException e) {
            throw ApiException.notFound("%s is not a number".formatted(path(name)));
        }
    }

    /** Returns the values of all parameters whose names have this beginning, by what follows it. */
    Map<String, String> queries(String beginning) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Fields.Field field : query) {
            if (field.getName().startsWith(beginning)) {
                values.put(field.getName().substring(beginning.length()), field.getValue());
            }
        }
        return values;
    }

    /** Returns whether a parameter is there, also without a value. */
    boolean isGiven(String name) {
        return query.get(name) != null;
    }

    /** Returns a parameter; empty if it is absent or has no value. */
    Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Returns a parameter that is a number.
     *
     * @throws ApiException if it is none from 1 to the highest
     */
    OptionalInt number(String name, int highest) {
        Optional<String> given = query(name);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= 1 && number <= highest) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // As if it were out of range.
        }
        throw ApiException.invalid("%s is %s; use 1 to %d".formatted(name, given.get(), highest), given.get());
    }

    /** Returns the body, which is an object; an empty one if there is none. */
    ObjectNode body() throws IOException {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("The request's body is not JSON: " + JsonErrors.inOneLine(e));
        }
        throw ApiException.invalid("The request's body is not an object of JSON");
    }

    private byte[] bytes() throws IOException {
        try (InputStream content = Request.asInputStream(request)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                long rest = MOST_SKIPPED_BYTES;
                for (long read = 1; read > 0 && rest > 0; rest -= read) {
                    read = content.skip(rest);
                }
                throw ApiException.of(
                        HttpStatus.PAYLOAD_TOO_LARGE_413,
                        "The request's body has more than %d bytes".formatted(MOST_BYTES));
            }
            return bytes;
        }
    }
}
