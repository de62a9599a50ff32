package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
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
    private static final Pattern MAPPINGS = Pattern.compile("/2015-03-31/event-source-mappings(?:/([^/]+))?/?");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StackControl control;
    private final MappingOperations mappings;
    private final Invocations invocations;
    private final FunctionJson functionJson;

    LambdaHandler(StackControl control, Invocations invocations, FunctionJson functionJson) {
        this.control = control;
        this.mappings = new MappingOperations(control);
        this.invocations = invocations;
        this.functionJson = functionJson;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Answer answer;
        try {
            answer = answer(request);
        } catch (ServiceException e) {
            ObjectNode body = JSON.createObjectNode().put("Type", "User").put("Message", e.getMessage());
            answer = new Answer(
                    e.status(),
                    Map.of("X-Amzn-ErrorType", e.code()),
                    body.toString().getBytes(UTF_8));
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

    private Answer answer(Request request) throws IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        Fields query = Request.extractQueryParameters(request);
        Matcher ofFunctions = FUNCTIONS.matcher(path);
        if (ofFunctions.matches()) {
            return answerOfFunctions(request, query, ofFunctions.group(1), ofFunctions.group(2));
        }
        Matcher ofMappings = MAPPINGS.matcher(path);
        if (ofMappings.matches()) {
            return answerOfMappings(request, query, ofMappings.group(1));
        }
        throw unknown(request);
    }

    private Answer answerOfFunctions(Request request, Fields query, String name, String part)
            throws IOException, InterruptedException {
        String operation = request.getMethod() + " " + (name == null ? "" : "NAME") + (part == null ? "" : "/" + part);
        return switch (operation) {
            case "GET " -> Answer.ok(list());
            case "GET NAME" -> Answer.ok(function(find(name, query)));
            case "GET NAME/configuration" -> Answer.ok(configuration(find(name, query)));
            case "POST NAME/invocations" -> invoke(find(name, query), request);
            default -> throw unknown(request);
        };
    }

    /** A function with the version or alias that a request names. */
    private record Found(ControlledFunction function, Optional<String> qualifier, String version) {}

    private Found find(String encodedName, Fields query) {
        FunctionName name = FunctionName.parse(
                URLDecoder.decode(encodedName.replace("+", "%2B"), UTF_8),
                Optional.ofNullable(query.getValue("Qualifier")));
        ControlledFunction function = control.functions().stream()
                .filter(one -> name.isOf(one.definition()))
                .findFirst()
                .orElseThrow(() -> ServiceException.notFound("Function not found: %s; there is %s"
                        .formatted(
                                name.name(),
                                String.join(
                                        ", ",
                                        control.functions().stream()
                                                .map(one -> one.definition().functionName())
                                                .toList()))));
        Optional<String> qualifier = name.qualifier();
        return new Found(
                function, qualifier, function.definition().versionOf(qualifier.filter(q -> !q.equals("$LATEST"))));
    }

    private ObjectNode list() {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode all = json.putArray("Functions");
        control.functions().forEach(function -> all.add(functionJson.configuration(function, Optional.empty())));
        return json;
    }

    private ObjectNode configuration(Found found) {
        return functionJson.configuration(found.function(), found.qualifier());
    }

    private ObjectNode function(Found found) {
        ObjectNode json = JSON.createObjectNode();
        json.set("Configuration", configuration(found));
        return json;
    }

    private Answer invoke(Found found, Request request) throws IOException, InterruptedException {
        return invocations.invoke(
                found.function(),
                found.version(),
                header(request, "X-Amz-Invocation-Type").orElse("RequestResponse"),
                header(request, "X-Amz-Log-Type").filter("Tail"::equals).isPresent(),
                body(request));
    }

    private Answer answerOfMappings(Request request, Fields query, String uuid) throws IOException {
        return switch (request.getMethod() + (uuid == null ? "" : " UUID")) {
            case "GET" ->
                Answer.ok(mappings.list(
                        Optional.ofNullable(query.getValue("EventSourceArn")),
                        Optional.ofNullable(query.getValue("FunctionName"))));
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

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    private static ServiceException unknown(Request request) {
        return ServiceException.unknownOperation(
                "%s %s is not served here; Invoke, GetFunction, GetFunctionConfiguration, ListFunctions, ListEventSourceMappings, GetEventSourceMapping and UpdateEventSourceMapping are"
                        .formatted(request.getMethod(), request.getHttpURI().getPath()));
    }
}
