package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An event that was taken, and is on its way.
 *
 * @param requestId that its answer had
 */
record AsynchronousEvent(
        ControlledFunction of,
        LambdaFunction function,
        String version,
        String requestId,
        byte[] payload,
        EventInvokeConfig config,
        Instant takenAt) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How an event ended, in the service's words. */
    enum Condition {
        SUCCESS("Success"),
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    boolean isTooOldBy(Instant time) {
        return time.isAfter(takenAt.plus(config.age()));
    }

    /**
     * Returns the record that its destination gets.
     *
     * @param invocations how often the function was called with it
     * @param last its last invocation; empty if there was none
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Retaining records of
     *     asynchronous invocations</a>
     */
    String record(Condition condition, int invocations, Optional<Invocation> last, Instant now) {
        ObjectNode json = JSON.createObjectNode().put("version", "1.0").put("timestamp", TIME.format(now));
        json.putObject("requestContext")
                .put("requestId", requestId)
                .put("functionArn", function.arn() + ":" + version)
                .put("condition", condition.text)
                .put("approximateInvokeCount", invocations);
        json.set("requestPayload", parse(payload));
        last.filter(invocation -> condition != Condition.EVENT_AGE_EXCEEDED).ifPresent(invocation -> {
            ObjectNode context =
                    json.putObject("responseContext").put("statusCode", 200).put("executedVersion", version);
            if (invocation.outcome() instanceof Success success) {
                json.set("responsePayload", parse(success.response()));
            } else {
                context.put("functionError", "Unhandled");
                json.set("responsePayload", parse(ErrorJson.of(invocation).getBytes(StandardCharsets.UTF_8)));
            }
        });
        return json.toString();
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode parsed = JSON.readTree(json);
            return parsed.isMissingNode() ? JSON.nullNode() : parsed;
        } catch (IOException notJson) {
            return JSON.getNodeFactory().textNode(new String(json, StandardCharsets.UTF_8));
        }
    }
}
