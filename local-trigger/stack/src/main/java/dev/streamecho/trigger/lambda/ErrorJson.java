package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.util.List;

/**
 * An error as the service gives it to whoever waits for the answer: the runtime's, with its stack trace, or the service's own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Lambda function errors in Java</a>
 */
final class ErrorJson {
    private ErrorJson() {}

    /** Returns the error of an invocation that did not succeed. */
    static String of(Invocation invocation) {
        Outcome outcome = invocation.outcome();
        if (outcome instanceof FunctionError error) {
            return of(error.errorType(), error.errorMessage(), error.stackTrace());
        } else if (outcome instanceof InitError error) {
            return of(error.errorType(), error.errorMessage(), error.stackTrace());
        } else if (outcome instanceof TimedOut timedOut) {
            return of(
                    "Sandbox.Timedout",
                    "RequestId: %s Error: %s".formatted(invocation.requestId(), timedOut.errorMessage()),
                    List.of());
        }
        return of("", outcome.describe(), List.of());
    }

    private static String of(String type, String message, List<String> stackTrace) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("errorType", type).put("errorMessage", message);
        if (!stackTrace.isEmpty()) {
            // Only the client of Node.js, whose lines these are, has that name for it.
            boolean isOfNode = stackTrace.stream().anyMatch(line -> line.startsWith("    at "));
            stackTrace.forEach(json.putArray(isOfNode ? "trace" : "stackTrace")::add);
        }
        return json.toString();
    }
}
