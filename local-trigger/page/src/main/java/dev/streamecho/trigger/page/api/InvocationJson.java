package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How a call ended that somebody has asked for, and what the function printed meanwhile. */
final class InvocationJson {
    private static final int MOST_LOOKS = 10;
    private static final int MILLIS_BETWEEN_LOOKS = 10;

    private InvocationJson() {}

    static ObjectNode of(Invocation invocation, Journal journal) throws InterruptedException {
        Invocation.Outcome outcome = invocation.outcome();
        ObjectNode json = Json.object()
                .put("result", result(outcome))
                .put("at", Json.time(invocation.calledAt()))
                .put("requestId", invocation.requestId())
                .put("durationMillis", Json.millis(invocation.duration()));
        invocation.initDuration().ifPresent(init -> json.put("initMillis", Json.millis(init)));
        if (outcome instanceof Invocation.Success success) {
            json.put("response", new String(success.response(), UTF_8));
        } else if (outcome instanceof Invocation.FunctionError error) {
            putError(json, error.errorType(), error.errorMessage(), error.stackTrace());
        } else if (outcome instanceof Invocation.InitError error) {
            putError(json, error.errorType(), error.errorMessage(), error.stackTrace());
        } else {
            putError(json, result(outcome), outcome.describe(), List.of());
        }
        json.set("log", Json.strings(lines(invocation.requestId(), journal)));
        return json;
    }

    private static void putError(ObjectNode json, String type, String message, List<String> stackTrace) {
        json.putObject("error").put("type", type).put("message", message).set("stackTrace", Json.strings(stackTrace));
    }

    private static String result(Invocation.Outcome outcome) {
        if (outcome instanceof Invocation.Success) {
            return "success";
        }
        if (outcome instanceof Invocation.TimedOut) {
            return "timeout";
        }
        if (outcome instanceof Invocation.InitError) {
            return "initError";
        }
        if (outcome instanceof Invocation.NotReached) {
            return outcome.equals(Invocation.NotReached.THROTTLED) ? Words.THROTTLED : "notReached";
        }
        return "error";
    }

    /** What a function prints and what it answers come on two ways, of which the second may be faster. */
    private static List<String> lines(String requestId, Journal journal) throws InterruptedException {
        List<String> lines = printed(requestId, journal);
        for (int i = 0; i < MOST_LOOKS && lines.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            lines = printed(requestId, journal);
        }
        return lines;
    }

    private static List<String> printed(String requestId, Journal journal) {
        return journal.events().stream()
                .filter(event -> event.kind() == RunEvent.Kind.FUNCTION_LINE)
                .filter(event -> event.requestId().equals(Optional.of(requestId)))
                .map(RunEvent::text)
                .toList();
    }
}
