package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.invocation.Invocation;
import java.nio.charset.StandardCharsets;

/**
 * An invocation as JSON: {@code function}, {@code requestId}, {@code outcome} ({@code success}, {@code error}, {@code timeout},
 * {@code initError}, {@code notReached}), {@code response} or {@code error}, and durations in milliseconds.
 */
final class InvocationJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private InvocationJson() {}

    static ObjectNode of(Invocation invocation, String function, int memoryMegabytes) {
        ObjectNode json = JSON.createObjectNode()
                .put("function", function)
                .put("requestId", invocation.requestId())
                .put("outcome", name(invocation.outcome()));
        if (invocation.outcome() instanceof Invocation.Success success) {
            json.set("response", response(success));
        } else {
            json.put("error", invocation.outcome().describe());
        }
        json.put("durationMillis", InvocationsFile.millis(invocation.duration()));
        json.put(
                "initDurationMillis",
                invocation.initDuration().map(InvocationsFile::millis).orElse(null));
        return json.put("memoryMegabytes", memoryMegabytes);
    }

    private static JsonNode response(Invocation.Success success) {
        String response = new String(success.response(), StandardCharsets.UTF_8);
        try {
            return JSON.readTree(response);
        } catch (JsonProcessingException e) {
            // A program of its own may answer with anything.
            return JSON.getNodeFactory().textNode(response);
        }
    }

    private static String name(Invocation.Outcome outcome) {
        if (outcome instanceof Invocation.Success) {
            return "success";
        }
        if (outcome instanceof Invocation.TimedOut) {
            return "timeout";
        }
        if (outcome instanceof Invocation.InitError) {
            return "initError";
        }
        return outcome instanceof Invocation.NotReached ? "notReached" : "error";
    }
}
