package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a request is answered with.
 *
 * @param headers besides those of every answer
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(JsonNode body) {
        return of(HttpStatus.OK_200, body);
    }

    static Answer of(int status, JsonNode body) {
        return new Answer(status, Map.of(), body.toString().getBytes(UTF_8));
    }

    static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, headers, new byte[0]);
    }
}
