package dev.streamecho.trigger.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes a request to the function of its route, and the function's answer back. */
final class ApiHandler extends Handler.Abstract {
    /** API Gateway's quota of 10 MB. */
    private static final int MAXIMUM_BODY_BYTES = 10 * 1024 * 1024;

    /** What is read of a body that is too large, so that a client that still sends gets the answer. */
    private static final long MAXIMUM_SKIPPED_BYTES = 10L * MAXIMUM_BODY_BYTES;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Routes routes;
    private final Gateway gateway;
    private final Supplier<String> requestIds;
    private final Map<String, ? extends LambdaFunction> functions;
    private final Integration integration;
    private final UnaryOperator<Duration> limit;
    private final Consumer<ApiCall> listener;

    /**
     * A handler.
     *
     * @param functions by logical id, those of all routes
     * @param limit how long to wait, given the timeout of a route
     */
    ApiHandler(
            Routes routes,
            Gateway gateway,
            Supplier<String> requestIds,
            Map<String, ? extends LambdaFunction> functions,
            Integration integration,
            UnaryOperator<Duration> limit,
            Consumer<ApiCall> listener) {
        this.routes = routes;
        this.gateway = gateway;
        this.requestIds = requestIds;
        this.functions = functions;
        this.integration = integration;
        this.limit = limit;
        this.listener = listener;
    }

    /** An answer, the call of the function that it came from, and why it is not the function's. */
    private record Answer(
            GatewayResponse response, Optional<String> function, Optional<String> requestId, Optional<String> problem) {

        private static Answer of(GatewayResponse response) {
            return new Answer(response, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static Answer because(String problem, GatewayResponse response) {
            return new Answer(response, Optional.empty(), Optional.empty(), Optional.of(problem));
        }

        private Answer from(LambdaFunction called, Optional<Invocation> invocation) {
            return new Answer(
                    response, Optional.of(called.logicalId()), invocation.map(Invocation::requestId), problem);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Instant at = Instant.now();
        long startedAt = System.nanoTime();
        ApiRequest asked = read(request);
        Answer answer = answer(asked);
        GatewayResponse sent = gateway.finished(answer.response(), asked);
        send(sent, response, callback);
        listener.accept(new ApiCall(
                at,
                asked.method(),
                request.getHttpURI().getPathQuery(),
                sent.status(),
                Duration.ofNanos(System.nanoTime() - startedAt),
                answer.function(),
                answer.requestId(),
                answer.problem()));
        return true;
    }

    private ApiRequest read(Request request) throws IOException {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        String query = request.getHttpURI().getQuery();
        return new ApiRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                headers,
                body(request),
                Request.getRemoteAddr(request),
                Request.getLocalPort(request),
                request.getConnectionMetaData().getProtocol(),
                Instant.now(),
                requestIds.get());
    }

    /** One byte more than API Gateway takes if there are more. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream content = Content.Source.asInputStream(request)) {
            byte[] body = content.readNBytes(MAXIMUM_BODY_BYTES + 1);
            content.skip(MAXIMUM_SKIPPED_BYTES);
            return body;
        }
    }

    private Answer answer(ApiRequest request) throws InterruptedException, JsonProcessingException {
        Optional<GatewayResponse> preflight = gateway.preflight(request);
        if (preflight.isPresent()) {
            return Answer.of(preflight.get());
        }
        Optional<RouteMatch> match = routes.find(request.method(), request.path());
        if (match.isEmpty()) {
            return Answer.because("no route matches", gateway.noRoute());
        }
        if (request.body().length > MAXIMUM_BODY_BYTES) {
            return Answer.because("the body is larger than API Gateway takes, 10 MB", gateway.tooLarge());
        }
        byte[] event = JSON.writeValueAsBytes(gateway.event(request, match.get()));
        if (event.length > LambdaFunction.PAYLOAD_LIMIT_BYTES) {
            return Answer.because("the event is larger than Lambda takes, 6 MB", gateway.tooLarge());
        }
        return invoke(request, match.get(), event);
    }

    private Answer invoke(ApiRequest request, RouteMatch match, byte[] event) throws InterruptedException {
        LambdaFunction function =
                Objects.requireNonNull(functions.get(match.route().functionLogicalId()), "every route has a function");
        Optional<String> obstacle = function.obstacle();
        if (obstacle.isPresent()) {
            String reason = "%s does not run: %s".formatted(function.logicalId(), obstacle.get());
            return Answer.because(reason, gateway.notRunning(reason));
        }
        Duration timeout = match.route().timeout();
        Optional<Invocation> invocation = integration.invoke(function, event, limit.apply(timeout));
        return answer(request, match, function, timeout, invocation).from(function, invocation);
    }

    private Answer answer(
            ApiRequest request,
            RouteMatch match,
            LambdaFunction function,
            Duration timeout,
            Optional<Invocation> invocation) {
        if (invocation.isEmpty()) {
            return Answer.because(
                    "%s took longer than API Gateway waits, %d ms".formatted(function.logicalId(), timeout.toMillis()),
                    gateway.timedOut());
        }
        if (!(invocation.get().outcome() instanceof Success success)) {
            String failure = invocation.get().outcome().describe();
            return Answer.because(function.logicalId() + ": " + failure, gateway.failed());
        }
        try {
            return Answer.of(gateway.answer(success.response(), request, match));
        } catch (MalformedResponseException e) {
            return Answer.because(
                    "malformed response of %s: %s".formatted(function.logicalId(), e.getMessage()), gateway.failed());
        }
    }

    private static void send(GatewayResponse sent, Response response, Callback callback) {
        response.setStatus(sent.status());
        sent.headers().forEach(header -> response.getHeaders().add(header.name(), header.value()));
        boolean hasNoBody = sent.status() == 204 || sent.status() == 304;
        response.write(true, hasNoBody ? null : ByteBuffer.wrap(sent.body()), callback);
    }
}
