package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What API Gateway and Lambda do around a handler: events in the form of a REST API, its response, its log. */
final class Gateway {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestHandler handler;
    private final List<String> log = new ArrayList<>();

    Gateway(RestHandler handler) {
        this.handler = handler;
    }

    /** A response as the caller gets it. */
    record Answer(int status, Map<String, String> headers, String body) {
        String message() throws IOException {
            return JSON.readTree(body).get("message").textValue();
        }
    }

    Answer get(String encodedKey) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.putObject("pathParameters").put("itemKey", encodedKey);
        event.putNull("headers").putNull("body").put("isBase64Encoded", false);
        return invoke(event.toString());
    }

    Answer post(String body) throws IOException {
        return post(body, Map.of());
    }

    Answer post(String body, Map<String, String> headers) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode all = event.putNull("pathParameters").putObject("headers");
        headers.forEach(all::put);
        event.put("body", body).put("isBase64Encoded", false);
        return invoke(event.toString());
    }

    Answer invoke(String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, context());
        JsonNode response = JSON.readTree(output.toByteArray());
        Map<String, String> headers = JSON.convertValue(
                response.get("headers"), JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
        return new Answer(
                response.get("statusCode").intValue(),
                headers,
                response.get("body").textValue());
    }

    /** The lines that the handler has logged. */
    List<String> log() {
        return log;
    }

    /** A context that has nothing but a logger. */
    private Context context() {
        LambdaLogger logger = new LambdaLogger() {
            @Override
            public void log(String line) {
                log.add(line);
            }

            @Override
            public void log(byte[] line) {
                log.add(new String(line, UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Gateway.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> logger);
    }
}
