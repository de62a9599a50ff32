package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.function.NextInvocation.RuntimeInvocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** The paths of the Lambda Runtime API, and its answers. */
final class RuntimeApiHandler extends Handler.Abstract.NonBlocking {
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = RUNTIME + "invocation/";
    private static final String RESPONSE = "/response";
    private static final String ERROR = "/error";

    /** The quota of 6 MB, as the service counts it. */
    private static final long MAXIMUM_RESPONSE_BYTES = LambdaFunction.PAYLOAD_LIMIT_BYTES + 100;

    private static final FunctionError RESPONSE_TOO_LARGE = new FunctionError(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (%d bytes)."
                    .formatted(MAXIMUM_RESPONSE_BYTES));

    /** Without it, the native part of the client crashes when it gets an invocation. */
    private static final HttpField JSON_CONTENT = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<Connector, RuntimeCalls> environments;

    /**
     * Makes a handler.
     *
     * @param environments finds an execution environment by its port; null for one that has ended
     */
    RuntimeApiHandler(Function<Connector, RuntimeCalls> environments) {
        this.environments = environments;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RuntimeCalls environment =
                environments.apply(request.getConnectionMetaData().getConnector());
        String path = Request.getPathInContext(request);
        Reply reply = new Reply(response, callback);
        if (environment == null) {
            return false;
        } else if (path.equals(INVOCATION + "next")) {
            if (!environment.next(invocation -> reply.invocation(invocation))) {
                reply.notNow();
            }
        } else if (path.equals(RUNTIME + "restore/next")) {
            if (!environment.restore(() -> reply.send(HttpStatus.OK_200, "{}"))) {
                reply.notRestored();
            }
        } else if (path.equals(RUNTIME + "init" + ERROR) || path.equals(RUNTIME + "restore" + ERROR)) {
            read(request, reply, body -> initFailed(environment, request, body, reply));
        } else if (path.startsWith(INVOCATION) && path.endsWith(RESPONSE)) {
            response(environment, request, requestId(path, RESPONSE), reply);
        } else if (path.startsWith(INVOCATION) && path.endsWith(ERROR)) {
            read(request, reply, body -> error(environment, request, requestId(path, ERROR), body, reply));
        } else {
            return false;
        }
        return true;
    }

    private static String requestId(String path, String end) {
        return path.substring(INVOCATION.length(), path.length() - end.length());
    }

    private static void response(RuntimeCalls environment, Request request, String requestId, Reply reply) {
        if (request.getLength() > MAXIMUM_RESPONSE_BYTES) {
            // Read to its end: a client that is cut off while it sends may not see the answer.
            Content.Source.consumeAll(request, Callback.from(() -> {
                environment.answered(requestId, RESPONSE_TOO_LARGE);
                reply.tooLarge();
            }));
        } else {
            read(request, reply, body -> reply.accepted(environment.answered(requestId, new Success(body))));
        }
    }

    private static void error(RuntimeCalls environment, Request request, String requestId, byte[] body, Reply reply) {
        JsonNode error = parse(body);
        FunctionError outcome = new FunctionError(errorType(error, request), errorMessage(error), stackTrace(error));
        reply.accepted(environment.answered(requestId, outcome));
    }

    private static void initFailed(RuntimeCalls environment, Request request, byte[] body, Reply reply) {
        JsonNode error = parse(body);
        environment.initFailed(new InitError(errorType(error, request), errorMessage(error), stackTrace(error)));
        reply.accepted(true);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // What a runtime sends is passed on, even if it is not what the API expects.
            return JSON.createObjectNode().put("errorMessage", new String(body, UTF_8));
        }
    }

    /** The header has a type too, for errors that are not an exception. */
    private static String errorType(JsonNode error, Request request) {
        String header = request.getHeaders().get("Lambda-Runtime-Function-Error-Type");
        return error.path("errorType").asText(header == null ? "" : header);
    }

    private static String errorMessage(JsonNode error) {
        return error.path("errorMessage").asText("");
    }

    /** Node.js calls it differently; Python ends each line, some of which are two. */
    private static List<String> stackTrace(JsonNode error) {
        JsonNode lines = error.has("stackTrace") ? error.get("stackTrace") : error.path("trace");
        List<String> trace = new ArrayList<>();
        lines.forEach(line -> line.asText().lines().forEach(trace::add));
        return trace;
    }

    private static void read(Request request, Reply reply, Consumer<byte[]> then) {
        Content.Source.asByteBuffer(request, new Promise.Invocable.NonBlocking<>() {
            @Override
            public void succeeded(ByteBuffer body) {
                byte[] bytes = new byte[body.remaining()];
                body.get(bytes);
                then.accept(bytes);
            }

            @Override
            public void failed(Throwable cause) {
                reply.callback.failed(cause);
            }
        });
    }

    private record Reply(Response response, Callback callback) {

        void invocation(RuntimeInvocation invocation) {
            HttpFields.Mutable headers = response.getHeaders();
            headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
            headers.put(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(invocation.deadline().toEpochMilli()));
            headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
            headers.put("Lambda-Runtime-Trace-Id", invocation.traceId());
            send(HttpStatus.OK_200, invocation.event());
        }

        void accepted(boolean isAccepted) {
            if (isAccepted) {
                send(HttpStatus.ACCEPTED_202, "{\"status\":\"OK\"}");
            } else {
                refuse(HttpStatus.BAD_REQUEST_400, "InvalidRequestID", "Invalid request ID");
            }
        }

        void notNow() {
            refuse(
                    HttpStatus.FORBIDDEN_403,
                    "InvalidStateTransition",
                    "An invocation is running, or another request waits for the next one");
        }

        void notRestored() {
            refuse(
                    HttpStatus.FORBIDDEN_403,
                    "InvalidStateTransition",
                    "The function does not start from a snapshot, or has been restored");
        }

        void tooLarge() {
            refuse(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (%d bytes).".formatted(MAXIMUM_RESPONSE_BYTES));
        }

        private void refuse(int status, String errorType, String errorMessage) {
            send(status, "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}".formatted(errorMessage, errorType));
        }

        private void send(int status, String body) {
            send(status, body.getBytes(UTF_8));
        }

        private void send(int status, byte[] body) {
            response.setStatus(status);
            response.getHeaders().put(JSON_CONTENT);
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }
}
