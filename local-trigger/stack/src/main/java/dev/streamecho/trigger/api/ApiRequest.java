package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param path percent-encoded
 * @param query percent-encoded, without the question mark; empty if there is none
 * @param headers by name, in any case, the names as they were sent
 * @param body empty if there is none
 * @param sourceIp of the client
 * @param port where it came in
 * @param requestId the API's name for it
 */
record ApiRequest(
        String method,
        String path,
        String query,
        TreeMap<String, List<String>> headers,
        byte[] body,
        String sourceIp,
        int port,
        String protocol,
        Instant receivedAt,
        String requestId) {

    /** Returns the last value of a header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(values.size() - 1));
    }

    /** Returns the media type of the body without parameters, in small letters; empty if the client did not say. */
    Optional<String> mediaType() {
        return header("Content-Type").map(MediaTypes::withoutParameters);
    }

    /** Returns the parameters of the query, decoded, in their order. */
    Map<String, List<String>> queryParameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** Returns a part of a path, decoded: there a plus is a plus. */
    static String decodedPath(String path) {
        return decoded(path.replace("+", "%2B"));
    }
}
