package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.function.NextInvocation.RuntimeInvocation;
import dev.streamecho.trigger.http.RawHttp;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeApiTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final RuntimeApi api = new RuntimeApi(notices::add);
    private final FakeEnvironment environment = new FakeEnvironment();
    private RuntimeApi.Endpoint endpoint;

    @BeforeEach
    void setUp() {
        api.start();
        endpoint = api.open(environment);
    }

    @AfterEach
    void tearDown() {
        api.close();
    }

    @Test
    void theNextInvocationComesWithItsHeaders() throws Exception {
        HttpResponse<String> response =
                client.send(request("invocation/next").GET().build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().map())
                .containsEntry("Lambda-Runtime-Aws-Request-Id", List.of("id-1"))
                .containsEntry("Lambda-Runtime-Deadline-Ms", List.of("1700000003000"))
                .containsEntry("Lambda-Runtime-Invoked-Function-Arn", List.of("arn:aws:lambda:eu-west-1:1:function:f"))
                .containsEntry("Lambda-Runtime-Trace-Id", List.of("Root=1-2-3"))
                .containsEntry("Content-Type", List.of("application/json"));
    }

    @Test
    void aResponseIsAccepted() throws Exception {
        assertThat(post("invocation/id-1/response", "\"done\"").statusCode()).isEqualTo(202);

        assertThat(environment.outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Success.class,
                        success -> assertThat(success.response()).asString().isEqualTo("\"done\""));
    }

    @Test
    void anErrorIsAccepted() throws Exception {
        post("invocation/id-1/error", "{\"errorMessage\":\"too old\",\"errorType\":\"Outdated\",\"stackTrace\":[]}");

        assertThat(environment.outcomes).containsExactly(new FunctionError("Outdated", "too old"));
    }

    @Test
    void anErrorWithoutATypeHasThatOfTheHeader() throws Exception {
        HttpRequest request = request("invocation/id-1/error")
                .header("Lambda-Runtime-Function-Error-Type", "Runtime.BadFunctionCode")
                .POST(BodyPublishers.ofString("{\"errorMessage\":\"no method\",\"errorType\":null}"))
                .build();
        client.send(request, BodyHandlers.ofString());

        assertThat(environment.outcomes).containsExactly(new FunctionError("Runtime.BadFunctionCode", "no method"));
    }

    @Test
    void anErrorThatIsNotJsonIsTheMessage() throws Exception {
        post("invocation/id-1/error", "out of luck");

        assertThat(environment.outcomes).containsExactly(new FunctionError("", "out of luck"));
    }

    @Test
    void anInitErrorIsAccepted() throws Exception {
        assertThat(post("init/error", "{\"errorMessage\":\"no class\",\"errorType\":\"Missing\"}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(environment.outcomes).containsExactly(new InitError("Missing", "no class"));
    }

    @Test
    void anAnswerToAnotherInvocationIsRefused() throws Exception {
        HttpResponse<String> response = post("invocation/id-2/response", "\"done\"");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
        assertThat(environment.outcomes).isEmpty();
    }

    @Test
    void aResponseOfMoreThanSixMegabytesIsRefused() throws Exception {
        HttpResponse<String> response = post("invocation/id-1/response", "x".repeat(6 * 1024 * 1024 + 101));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("Exceeded maximum allowed payload size (6291556 bytes).");
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertThat(post("exit/error", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void secondNextIsRefused() throws Exception {
        environment.mustWait = true;

        HttpResponse<String> response =
                client.send(request("invocation/next").GET().build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("\"errorType\":\"InvalidStateTransition\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost#Origin: https://evil.example",
                "Host: localhost#Origin: http://localhost",
                "Host: localhost#Sec-Fetch-Site: none",
                "Host: localhost#Sec-Fetch-Mode: no-cors",
                "Host: localhost#Referer: http://localhost/",
                "Host: localhost#Cookie: a=b",
            })
    void requestsOfBrowsersAreRefused(String headers) {
        int port = Integer.parseInt(endpoint.address().split(":")[1]);
        String runtime = "/2018-06-01/runtime/";

        assertThat(RawHttp.status(port, "GET " + runtime + "invocation/next HTTP/1.1", headers.split("#")))
                .isEqualTo(403);
        for (String path : List.of("init/error", "invocation/id-1/response", "invocation/id-1/error")) {
            assertThat(RawHttp.status(
                            RawHttp.answer(port, "POST " + runtime + path + " HTTP/1.1", "{}", headers.split("#"))))
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(environment.outcomes).isEmpty();
        assertThat(notices).singleElement().asString().startsWith("The Runtime API refused a request ");
    }

    @Test
    void itListensOnLoopbackOnly() throws IOException {
        int port = Integer.parseInt(endpoint.address().split(":")[1]);
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        assertThat(others)
                .allSatisfy(address -> assertThatThrownBy(() -> new Socket(address, port).close())
                        .isInstanceOf(ConnectException.class));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + endpoint.address() + "/2018-06-01/runtime/" + path))
                .timeout(Duration.ofSeconds(30));
    }

    /** Runs the invocation {@code id-1}. */
    private static final class FakeEnvironment implements RuntimeCalls {
        private final List<Outcome> outcomes = new ArrayList<>();
        private volatile boolean mustWait;

        @Override
        public boolean next(NextInvocation next) {
            if (mustWait) {
                return false;
            }
            next.handOver(new RuntimeInvocation(
                    "id-1",
                    Instant.ofEpochMilli(1700000003000L),
                    "arn:aws:lambda:eu-west-1:1:function:f",
                    "Root=1-2-3",
                    "{}".getBytes()));
            return true;
        }

        @Override
        public boolean restore(Runnable restored) {
            return false;
        }

        @Override
        public synchronized void initFailed(InitError error) {
            outcomes.add(error);
        }

        @Override
        public synchronized boolean answered(String requestId, Outcome outcome) {
            return requestId.equals("id-1") && outcomes.add(outcome);
        }
    }
}
