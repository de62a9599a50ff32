package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stack.StackRun;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** Invokes functions, and lets their next calls go wrong. */
final class FunctionEndpoints {
    private static final int USUAL_THROTTLING_SECONDS = 30;
    private static final int LONGEST_THROTTLING_SECONDS = 3_600;
    private static final int MOST_CALLS = 1_000;

    private final StackRun stack;

    FunctionEndpoints(StackRun stack) {
        this.stack = stack;
    }

    void addTo(Router router) {
        router.add("POST", "/functions/{function}/invoke", this::invoke)
                .add("POST", "/functions/{function}/faults", this::fault)
                .add("POST", "/functions/{function}/kill", this::kill);
    }

    private ControlledFunction find(Call call) {
        String name = call.path("function");
        return stack.control()
                .function(name)
                .orElseThrow(() -> ApiException.notFound("There is no function %s; there is %s"
                        .formatted(
                                name,
                                stack.control().functions().stream()
                                        .map(ControlledFunction::logicalId)
                                        .collect(Collectors.joining(", ")))));
    }

    private Answer invoke(Call call) throws IOException, InterruptedException {
        ControlledFunction function = find(call);
        JsonNode event = call.body().path("event");
        if (event.isMissingNode()) {
            throw ApiException.invalid("The body has no event", "event");
        }
        byte[] bytes = Call.JSON.writeValueAsBytes(event);
        if (bytes.length > LambdaFunction.PAYLOAD_LIMIT_BYTES) {
            throw ApiException.of(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "The event has %d bytes; %d are allowed"
                            .formatted(bytes.length, LambdaFunction.PAYLOAD_LIMIT_BYTES));
        }
        Invocation invocation = function.started().invoke(bytes);
        return Answer.json(InvocationJson.of(invocation, stack.journal()));
    }

    private Answer fault(Call call) throws IOException {
        ControlledFunction function = find(call);
        ObjectNode body = call.body();
        int calls = number(body, "calls", 1, MOST_CALLS);
        String next = body.path("next").asText();
        switch (next) {
            case "fail" ->
                function.inject(new Fault.Fails(body.path("message").asText("a fault that was asked for")), calls);
            case "timeout" ->
                function.inject(new Fault.TimesOut(body.path("wait").asBoolean(true)), calls);
            case "throttle" ->
                function.throttle(Duration.ofSeconds(
                        number(body, "seconds", USUAL_THROTTLING_SECONDS, LONGEST_THROTTLING_SECONDS)));
            case "twice" -> function.inject(new Fault.Twice(), calls);
            case "nothing" -> function.clearFaults();
            default ->
                throw ApiException.invalid(
                        "next is %s; use fail, timeout, throttle, twice or nothing"
                                .formatted(next.isEmpty() ? "missing" : next),
                        next);
        }
        return Answer.json(Json.object());
    }

    private static int number(ObjectNode body, String name, int usual, int highest) {
        JsonNode number = body.path(name);
        if (number.isMissingNode()) {
            return usual;
        }
        if (!number.canConvertToInt() || number.intValue() < 1 || number.intValue() > highest) {
            throw ApiException.invalid("%s is %s; use 1 to %d".formatted(name, number, highest), name);
        }
        return number.intValue();
    }

    private Answer kill(Call call) throws IOException {
        ControlledFunction function = find(call);
        JsonNode pid = call.body().path("pid");
        ObjectNode json = Json.object();
        ArrayNode killed = json.putArray("killed");
        for (FunctionProcessInfo process : function.processes()) {
            boolean isMeant = pid.isMissingNode() || pid.asLong() == process.pid();
            if (isMeant && function.kill(process.pid())) {
                killed.add(process.pid());
            }
        }
        if (killed.isEmpty()) {
            throw ApiException.conflict("%s has no %s now"
                    .formatted(function.logicalId(), pid.isMissingNode() ? "process" : "process " + pid));
        }
        return Answer.json(json);
    }
}
