package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a request is answered with.
 *
 * @param headers besides {@code Content-Type}
 */
public record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** Returns an answer of JSON. */
    static Answer json(JsonNode json) {
        return json(HttpStatus.OK_200, json);
    }

    static Answer json(int status, JsonNode json) {
        return new Answer(status, JSON, json.toString().getBytes(UTF_8), Map.of());
    }

    /** Returns an answer that says in one line what is wrong. */
    public static Answer error(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    /** Returns the answer with a further header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, mediaType, body, more);
    }

    /** Sends it; to {@code HEAD}, Jetty sends no body. */
    public void send(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
