package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.lambda.FunctionOperations.Found;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The operations of Lambda's API, by method and path. */
final class LambdaHandler extends Handler.Abstract {
    private static final Pattern FUNCTIONS =
            Pattern.compile("/2015-03-31/functions(?:/([^/]+)(?:/(configuration|invocations))?)?/?");
    private static final Pattern EVENT_INVOKE_CONFIG =
            Pattern.compile("/2019-09-25/functions/([^/]+)/event-invoke-config(/list)?/?");
    private static final Pattern MAPPINGS = Pattern.compile("/2015-03-31/event-source-mappings(?:/([^/]+))?/?");
    private static final Pattern TAGS = Pattern.compile("/2017-03-31/tags/([^/]+)/?");

    private static final String SERVED =
            "Invoke, GetFunction, GetFunctionConfiguration, ListFunctions, ListTags, the operations on FunctionEventInvokeConfig,"
                    + " ListEventSourceMappings, GetEventSourceMapping and UpdateEventSourceMapping";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionOperations functions;
    private final EventInvokeOperations eventInvoke;
    private final MappingOperations mappings;

    LambdaHandler(FunctionOperations functions, EventInvokeOperations eventInvoke, MappingOperations mappings) {
        this.functions = functions;
        this.eventInvoke = eventInvoke;
        this.mappings = mappings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Answer answer;
        try {
            answer = answer(request);
        } catch (ServiceException e) {
            answer = error(e);
        } catch (UserError e) {
            // What the template says of the function is wrong.
            answer = error(ServiceException.invalid(e.getMessage()));
        }
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!answer.headers().containsKey("X-Amzn-RequestId")) {
            response.getHeaders().put("X-Amzn-RequestId", UUID.randomUUID().toString());
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static Answer error(ServiceException e) {
        ObjectNode body = JSON.createObjectNode().put("Type", "User").put("Message", e.getMessage());
        return new Answer(
                e.status(),
                Map.of("X-Amzn-ErrorType", e.code()),
                body.toString().getBytes(UTF_8));
    }

    private Answer answer(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        Matcher ofFunctions = FUNCTIONS.matcher(path);
        if (ofFunctions.matches()) {
            return answerOfFunctions(request, ofFunctions.group(1), ofFunctions.group(2));
        }
        Matcher ofEventInvokeConfig = EVENT_INVOKE_CONFIG.matcher(path);
        if (ofEventInvokeConfig.matches()) {
            return answerOfEventInvokeConfig(
                    request, ofEventInvokeConfig.group(1), ofEventInvokeConfig.group(2) != null);
        }
        Matcher ofMappings = MAPPINGS.matcher(path);
        if (ofMappings.matches()) {
            return answerOfMappings(request, ofMappings.group(1));
        }
        Matcher ofTags = TAGS.matcher(path);
        if (ofTags.matches() && request.getMethod().equals("GET")) {
            return Answer.ok(functions.tags(ofTags.group(1)));
        }
        throw unknown(request);
    }

    private Answer answerOfFunctions(Request request, String name, String part)
            throws IOException, InterruptedException {
        String operation = request.getMethod() + " " + (name == null ? "" : "NAME") + (part == null ? "" : "/" + part);
        return switch (operation) {
            case "GET " -> Answer.ok(functions.list());
            case "GET NAME" -> Answer.ok(functions.get(find(name, request)));
            case "GET NAME/configuration" -> Answer.ok(functions.configuration(find(name, request)));
            case "POST NAME/invocations" -> {
                Found found = find(name, request);
                if (header(request, "Accept")
                        .filter(InvocationDescription.MEDIA_TYPE::equals)
                        .isPresent()) {
                    yield functions.invokeDescribed(found, body(request));
                }
                yield functions.invoke(
                        found,
                        new Invocations.Request(
                                header(request, "X-Amz-Invocation-Type").orElse("RequestResponse"),
                                header(request, "X-Amz-Log-Type")
                                        .filter("Tail"::equals)
                                        .isPresent(),
                                body(request)));
            }
            default -> throw unknown(request);
        };
    }

    private Found find(String name, Request request) {
        return functions.find(name, query(request, "Qualifier"));
    }

    private Answer answerOfEventInvokeConfig(Request request, String name, boolean isList) throws IOException {
        return switch (request.getMethod() + (isList ? " LIST" : "")) {
            case "GET LIST" -> Answer.ok(eventInvoke.list(find(name, request)));
            case "GET" -> Answer.ok(eventInvoke.get(find(name, request)));
            case "PUT" -> Answer.ok(eventInvoke.put(find(name, request), json(body(request))));
            case "POST" -> Answer.ok(eventInvoke.update(find(name, request), json(body(request))));
            case "DELETE" -> {
                eventInvoke.delete(find(name, request));
                yield Answer.empty(HttpStatus.NO_CONTENT_204, Map.of());
            }
            default -> throw unknown(request);
        };
    }

    private Answer answerOfMappings(Request request, String uuid) throws IOException {
        return switch (request.getMethod() + (uuid == null ? "" : " UUID")) {
            case "GET" -> Answer.ok(mappings.list(query(request, "EventSourceArn"), query(request, "FunctionName")));
            case "GET UUID" -> Answer.ok(mappings.get(uuid));
            case "PUT UUID" -> Answer.of(HttpStatus.ACCEPTED_202, mappings.change(uuid, json(body(request))));
            default -> throw unknown(request);
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw ServiceException.invalidContent("Could not parse request body into json");
        }
        throw ServiceException.invalidContent("Could not parse request body into json: it is not an object");
    }

    /** One byte more than any operation takes, if there are more. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream content = Request.asInputStream(request)) {
            byte[] body = content.readNBytes(LambdaFunction.PAYLOAD_LIMIT_BYTES + 1);
            long rest = content.skip(Long.MAX_VALUE);
            if (rest > 0) {
                throw ServiceException.tooLarge(
                        body.length + rest, "RequestResponse", LambdaFunction.PAYLOAD_LIMIT_BYTES);
            }
            return body;
        }
    }

    private static Optional<String> query(Request request, String name) {
        Fields query = Request.extractQueryParameters(request);
        return Optional.ofNullable(query.getValue(name));
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    private static ServiceException unknown(Request request) {
        return ServiceException.unknownOperation("%s %s is not served here; %s are"
                .formatted(request.getMethod(), request.getHttpURI().getPath(), SERVED));
    }
}
