package dev.streamecho.trigger.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lambda's API answers, and what is made of it; the answers are AWS's. */
class AwsDeploymentTest {
    private static final BatchDescription BATCH = BatchDescription.parse(BatchDescriptionTest.MESSAGE);

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AwsClients clients;

    private record Answer(int status, String header, String value, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        clients = AwsClients.local(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @Test
    void theFunctionOfTheMessageIsInvokedWithItsAlias() throws Exception {
        answers.add(new Answer(200, "X-Amz-Executed-Version", "4", "{\"batchItemFailures\":[]}"));

        assertThat(invoke(Optional.empty()))
                .isInstanceOfSatisfying(
                        Success.class,
                        success -> assertThat(success.response()).asString().isEqualTo("{\"batchItemFailures\":[]}"));
        assertThat(requests)
                .containsExactly("POST /2015-03-31/functions/arn:aws:lambda:eu-west-3:123456789012:function:Echo:live"
                        + "/invocations RequestResponse {\"Records\":[]}");
    }

    @Test
    void anotherFunctionCanBeNamed() throws Exception {
        answers.add(new Answer(200, "X-Amz-Executed-Version", "$LATEST", "null"));

        assertThat(invoke(Optional.of("Other"))).isInstanceOf(Success.class);
        assertThat(requests.get(0)).startsWith("POST /2015-03-31/functions/Other/invocations ");
    }

    @Test
    void anErrorOfTheFunctionHasItsTypeAndMessage() throws Exception {
        answers.add(new Answer(
                200,
                "X-Amz-Function-Error",
                "Unhandled",
                "{\"errorMessage\":\"no such order\",\"errorType\":\"java.lang.IllegalStateException\"}"));

        assertThat(invoke(Optional.empty()))
                .isEqualTo(new FunctionError("java.lang.IllegalStateException", "no such order"));
    }

    @Test
    void throttlingIsWaitedOut() throws Exception {
        answers.add(
                new Answer(429, "X-Amzn-ErrorType", "TooManyRequestsException", "{\"message\":\"Rate Exceeded.\"}"));
        answers.add(
                new Answer(429, "X-Amzn-ErrorType", "TooManyRequestsException", "{\"message\":\"Rate Exceeded.\"}"));
        answers.add(new Answer(200, "X-Amz-Executed-Version", "4", "{}"));

        assertThat(invoke(Optional.empty())).isInstanceOf(Success.class);
        assertThat(requests).hasSize(3);
    }

    @Test
    void aCallThatMayHaveReachedTheFunctionIsNotRepeated() throws Exception {
        answers.add(new Answer(500, "X-Amzn-ErrorType", "ServiceException", "{\"message\":\"Internal\"}"));

        assertThat(invoke(Optional.empty())).isEqualTo(new NotReached("ServiceException: Internal"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aFunctionThatIsGoneIsNotReached() throws Exception {
        answers.add(new Answer(
                404, "X-Amzn-ErrorType", "ResourceNotFoundException", "{\"Message\":\"Function not found: Echo\"}"));

        assertThat(invoke(Optional.empty()))
                .isEqualTo(new NotReached("ResourceNotFoundException: Function not found: Echo"));
    }

    @Test
    void theMappingOfTheStreamIsTaken() throws Exception {
        answers.add(mappings("""
                {"EventSourceMappings":[
                  {"UUID":"other-table","EventSourceArn":"arn:aws:dynamodb:eu-west-3:123456789012:table/Ord/stream/x"},
                  {"UUID":"later-stream","EventSourceArn":"%s"},
                  {"UUID":"this","EventSourceArn":"%s","BatchSize":10,"ParallelizationFactor":2,
                   "FunctionResponseTypes":["ReportBatchItemFailures"],"TumblingWindowInSeconds":0,
                   "FilterCriteria":{"Filters":[{"Pattern":"{\\"eventName\\":[\\"INSERT\\"]}"}]}}]}
                """.formatted(
                        BATCH.batch().streamArn().replace("2026-01-15", "2026-01-16"),
                        BATCH.batch().streamArn())));

        assertThat(deployment(Optional.empty()).mapping(BATCH))
                .isEqualTo(new MappingSettings("this", List.of("{\"eventName\":[\"INSERT\"]}"), 10, true, true, false));
        assertThat(requests)
                .containsExactly("GET /2015-03-31/event-source-mappings?FunctionName="
                        + "arn:aws:lambda:eu-west-3:123456789012:function:Echo:live null ");
    }

    @Test
    void afterTheStreamWasSwitchedItsMappingIsThatOfTheTable() throws Exception {
        answers.add(mappings("{\"EventSourceMappings\":[{\"UUID\":\"now\",\"EventSourceArn\":\"%s\"}]}"
                .formatted(BATCH.batch().streamArn().replace("2026-01-15", "2026-01-16"))));

        assertThat(deployment(Optional.empty()).mapping(BATCH))
                .isEqualTo(new MappingSettings("now", List.of(), 100, false, false, false));
    }

    @Test
    void aMappingThatIsGoneIsSaidSo() {
        answers.add(mappings("{\"EventSourceMappings\":[]}"));

        assertThatThrownBy(() -> deployment(Optional.empty()).mapping(BATCH))
                .isInstanceOf(RedriveException.class)
                .hasMessage("arn:aws:lambda:eu-west-3:123456789012:function:Echo:live has no event source mapping on a"
                        + " stream of Orders anymore, so its filter and response type are not known; name the function"
                        + " that has one with --function-name");
    }

    @Test
    void whoMayNotAskForTheMappingIsTold() {
        answers.add(new Answer(
                403, "X-Amzn-ErrorType", "AccessDeniedException", "{\"Message\":\"not authorized to perform\"}"));

        assertThatThrownBy(() -> deployment(Optional.empty()).mapping(BATCH))
                .isInstanceOf(RedriveException.class)
                .hasMessage("the mappings of arn:aws:lambda:eu-west-3:123456789012:function:Echo:live cannot be listed:"
                        + " AccessDeniedException: not authorized to perform");
    }

    private static Answer mappings(String json) {
        return new Answer(200, "Content-Type", "application/json", json);
    }

    private AwsDeployment deployment(Optional<String> functionName) {
        return new AwsDeployment(clients, functionName);
    }

    private Outcome invoke(Optional<String> functionName) throws InterruptedException {
        return deployment(functionName)
                .function(BATCH)
                .invoke("{\"Records\":[]}".getBytes(UTF_8))
                .outcome();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8),
                        exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        Answer answer = answers.remove();
        exchange.getResponseHeaders().add(answer.header(), answer.value());
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
