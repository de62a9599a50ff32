package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Invokes functions as the service's operation {@code Invoke} does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class Invocations {
    /** An asynchronous invocation's event: 1 MB. */
    private static final int ASYNCHRONOUS_LIMIT_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final LogTails tails;
    private final AsynchronousInvocations later;

    Invocations(LogTails tails, AsynchronousInvocations later) {
        this.tails = tails;
        this.later = later;
    }

    /**
     * What a request asks for.
     *
     * @param type {@code RequestResponse}, {@code Event} or {@code DryRun}
     * @param isTailWanted whether the answer has the end of the log
     */
    record Request(String type, boolean isTailWanted, byte[] body) {}

    /**
     * Invokes a function, or takes an event for it.
     *
     * @throws ServiceException if it cannot be invoked
     */
    Answer invoke(ControlledFunction function, String version, Request request) throws InterruptedException {
        String type = request.type();
        byte[] body = request.body();
        byte[] event = event(body);
        return switch (type) {
            case "DryRun" -> Answer.empty(HttpStatus.NO_CONTENT_204, Map.of("X-Amz-Executed-Version", version));
            case "Event" -> {
                checkSize(body, type, ASYNCHRONOUS_LIMIT_BYTES);
                LambdaFunction started = started(function);
                String requestId = UUID.randomUUID().toString();
                later.take(function, started, version, requestId, event);
                yield Answer.empty(HttpStatus.ACCEPTED_202, Map.of("X-Amzn-RequestId", requestId));
            }
            case "RequestResponse" -> {
                checkSize(body, type, LambdaFunction.PAYLOAD_LIMIT_BYTES);
                yield respond(function, version, request.isTailWanted(), event);
            }
            default ->
                throw ServiceException.invalid(
                        "X-Amz-Invocation-Type %s is unknown; use RequestResponse, Event or DryRun".formatted(type));
        };
    }

    /** A request without a body is an empty object to the function. */
    private static byte[] event(byte[] body) {
        if (body.length == 0) {
            return "{}".getBytes(UTF_8);
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isMissingNode()) {
                throw ServiceException.invalidContent("Could not parse request body into json: there is none");
            }
            return body;
        } catch (IOException e) {
            throw ServiceException.invalidContent("Could not parse request body into json: "
                    + Optional.ofNullable(e.getMessage())
                            .orElse("")
                            .lines()
                            .findFirst()
                            .orElse(""));
        }
    }

    private static void checkSize(byte[] body, String type, int limit) {
        if (body.length > limit) {
            throw ServiceException.tooLarge(body.length, type, limit);
        }
    }

    private static LambdaFunction started(ControlledFunction function) {
        try {
            LambdaFunction started = function.started();
            Optional<String> obstacle = function.obstacle();
            if (obstacle.isPresent()) {
                throw inactive(obstacle.get());
            }
            return started;
        } catch (UserError e) {
            throw inactive(e.getMessage());
        }
    }

    private static ServiceException inactive(String reason) {
        return ServiceException.conflict(
                "The operation cannot be performed at this time. The function is currently in the following state: Failed: "
                        + reason);
    }

    /**
     * Invokes a function with the code that its source has now, and tells everything of that, which the service does not.
     *
     * @throws ServiceException if it cannot be invoked
     */
    Answer described(ControlledFunction function, byte[] body) throws InterruptedException {
        byte[] event = event(body);
        LambdaFunction current;
        try {
            current = function.withCodeOfNow();
        } catch (UserError e) {
            throw ServiceException.conflict(e.getMessage());
        }
        return Answer.ok(describe(invokeLogged(current, event), function.definition()));
    }

    private static JsonNode describe(Logged logged, FunctionDefinition function) {
        return new InvocationDescription(
                        function.logicalId(), function.memoryMegabytes(), logged.invocation(), logged.log())
                .json();
    }

    private record Logged(Invocation invocation, String log) {}

    private Logged invokeLogged(LambdaFunction function, byte[] event) throws InterruptedException {
        tails.begin();
        Optional<Invocation> ended = Optional.empty();
        String log;
        try {
            ended = Optional.of(function.invoke(event));
        } finally {
            log = tails.end(ended.map(Invocation::requestId).orElse(""));
        }
        return new Logged(ended.get(), log);
    }

    private Answer respond(ControlledFunction function, String version, boolean isTailWanted, byte[] event)
            throws InterruptedException {
        LambdaFunction started = started(function);
        if (!isTailWanted) {
            return answer(started.invoke(event), version, new HashMap<>());
        }
        Logged logged = invokeLogged(started, event);
        Invocation invocation = logged.invocation();
        Map<String, String> headers = new HashMap<>();
        String log = "START RequestId: %s Version: %s%n%s".formatted(invocation.requestId(), version, logged.log())
                + report(invocation, function.definition());
        headers.put(
                "X-Amz-Log-Result",
                Base64.getEncoder().encodeToString(LogTails.last(log).getBytes(UTF_8)));
        return answer(invocation, version, headers);
    }

    private static String report(Invocation invocation, FunctionDefinition function) {
        double millis = invocation.duration().toNanos() / 1e6;
        return String.format(
                Locale.ROOT,
                "END RequestId: %s%nREPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB%s%n",
                invocation.requestId(),
                invocation.requestId(),
                millis,
                (long) Math.ceil(millis),
                function.memoryMegabytes(),
                invocation
                        .initDuration()
                        .map(init -> String.format(Locale.ROOT, "\tInit Duration: %.2f ms", init.toNanos() / 1e6))
                        .orElse(""));
    }

    private static Answer answer(Invocation invocation, String version, Map<String, String> headers) {
        headers.put("X-Amzn-RequestId", invocation.requestId());
        headers.put("X-Amz-Executed-Version", version);
        Outcome outcome = invocation.outcome();
        if (outcome instanceof Success success) {
            return new Answer(HttpStatus.OK_200, headers, success.response());
        } else if (outcome instanceof NotReached notReached) {
            throw ServiceException.throttled(notReached.reason());
        }
        headers.put("X-Amz-Function-Error", "Unhandled");
        return new Answer(HttpStatus.OK_200, headers, ErrorJson.of(invocation).getBytes(UTF_8));
    }
}
