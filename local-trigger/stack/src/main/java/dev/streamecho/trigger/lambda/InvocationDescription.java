package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An invocation with its log, as the commands of this trigger ask for it: whole, where the service's answer has the end of the log
 * alone.
 *
 * @param function the function's logical id
 * @param log with a line end after each line
 */
public record InvocationDescription(String function, int memoryMegabytes, Invocation invocation, String log) {
    /** What a request accepts that asks for it. */
    public static final String MEDIA_TYPE = "application/vnd.stream-echo.invocation+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode json() {
        ObjectNode json = JSON.createObjectNode()
                .put("function", function)
                .put("memoryMegabytes", memoryMegabytes)
                .put("log", log)
                .put("requestId", invocation.requestId())
                .put("calledAt", invocation.calledAt().toString())
                .put("duration", invocation.duration().toString());
        invocation.initDuration().ifPresent(init -> json.put("initDuration", init.toString()));
        put(invocation.outcome(), json);
        return json;
    }

    private static void put(Outcome outcome, ObjectNode json) {
        if (outcome instanceof Success success) {
            json.put("response", new String(success.response(), StandardCharsets.UTF_8));
        } else if (outcome instanceof FunctionError error) {
            json.put("errorType", error.errorType()).put("errorMessage", error.errorMessage());
        } else if (outcome instanceof InitError error) {
            json.put("initErrorType", error.errorType()).put("errorMessage", error.errorMessage());
        } else if (outcome instanceof TimedOut timedOut) {
            json.put("timeout", timedOut.timeout().toString());
        } else if (outcome instanceof NotReached notReached) {
            json.put("notReached", notReached.reason());
        }
    }

    /**
     * Reads one.
     *
     * @throws IOException if it is none
     */
    public static InvocationDescription read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        if (!json.hasNonNull("requestId") || !json.hasNonNull("duration")) {
            throw new IOException("it describes no invocation");
        }
        return new InvocationDescription(
                json.path("function").asText(),
                json.path("memoryMegabytes").asInt(),
                new Invocation(
                        json.path("requestId").asText(),
                        Instant.parse(json.path("calledAt").asText()),
                        Duration.parse(json.path("duration").asText()),
                        Optional.ofNullable(json.path("initDuration").textValue())
                                .map(Duration::parse),
                        outcome(json)),
                json.path("log").asText());
    }

    private static Outcome outcome(JsonNode json) {
        if (json.has("response")) {
            return new Success(json.path("response").asText().getBytes(StandardCharsets.UTF_8));
        } else if (json.has("errorType")) {
            return new FunctionError(
                    json.path("errorType").asText(), json.path("errorMessage").asText());
        } else if (json.has("initErrorType")) {
            return new InitError(
                    json.path("initErrorType").asText(),
                    json.path("errorMessage").asText());
        } else if (json.has("timeout")) {
            return new TimedOut(Duration.parse(json.path("timeout").asText()));
        }
        return new NotReached(json.path("notReached").asText());
    }
}
