package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client gets.
 *
 * @param headers in their order; a name may come more than once
 */
record GatewayResponse(int status, List<Header> headers, byte[] body) {

    GatewayResponse {
        headers = List.copyOf(headers);
    }

    /** One header of a response. */
    record Header(String name, String value) {

        boolean is(String otherName) {
            return name.equalsIgnoreCase(otherName);
        }
    }

    /** Returns an answer of API Gateway itself. */
    static GatewayResponse message(int status, String message, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(more));
        headers.add(new Header("Content-Type", "application/json"));
        return new GatewayResponse(
                status,
                headers,
                "{\"message\":%s}".formatted(TextNode.valueOf(message)).getBytes(UTF_8));
    }

    /** Returns the same with more headers. */
    GatewayResponse with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(more);
        return new GatewayResponse(status, all, body);
    }
}
