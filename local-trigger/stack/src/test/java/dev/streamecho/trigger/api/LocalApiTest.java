package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP, with a function that answers what a test says. */
class LocalApiTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final FakeFunction function = new FakeFunction();
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private LocalApi api;

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void functionsAnswerComesToTheClient() {
        serveRest("GET /items/{itemKey}");
        function.answers("""
                {
                  "statusCode": 201,
                  "headers": {"x-a": "1", "x-b": "4", "x-n": 5},
                  "multiValueHeaders": {"x-b": ["2", "3"], "x-a": ["1"]},
                  "body": "{\\"name\\":\\"Ädä\\"}"
                }
                """);

        HttpResponse<String> response = get("/items/1?a=b");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"name\":\"Ädä\"}");
        assertThat(response.headers().allValues("x-a")).containsExactly("1");
        assertThat(response.headers().allValues("x-b")).containsExactly("2", "3", "4");
        assertThat(response.headers().firstValue("x-n")).contains("5");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("x-amzn-RequestId"))
                .contains(function.event().at("/requestContext/requestId").textValue());
        assertThat(function.event().at("/pathParameters/itemKey").textValue()).isEqualTo("1");
        await().atMost(LIMIT).until(() -> !calls.isEmpty());
        assertThat(calls.get(0).target()).isEqualTo("/items/1?a=b");
        assertThat(calls.get(0).status()).isEqualTo(201);
        assertThat(calls.get(0).problem()).isEmpty();
    }

    @Test
    void slashInAPathParameterComesEncoded() {
        serveRest("GET /items/{itemKey}");

        assertThat(get("/items/a%2Fb").statusCode()).isEqualTo(200);
        assertThat(function.event().at("/pathParameters/itemKey").textValue()).isEqualTo("a%2Fb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'statusCode':200,'body':{'a':1}} | body is an object, and not a string; write it as a JSON string",
                "{'statusCode':'abc'} | statusCode is \"abc\", and not 200 to 599",
                "{'statusCode':99} | statusCode is 99, and not 200 to 599",
                "{'statusCode':200,'Body':''} | Body is not one of body, headers, isBase64Encoded, multiValueHeaders, statusCode",
                "{'statusCode':200,'headers':['a']} | headers is not an object",
                "{'statusCode':200,'multiValueHeaders':{'a':'b'}} | multiValueHeaders.a is not a list",
                "'done' | it is not an object with statusCode, headers and body",
                "null | it is not an object with statusCode, headers and body",
                "{'statusCode':200 | it is not JSON",
            })
    void malformedResponseIs502WithItsReasonOnTheScreen(String response, String reason) {
        serveRest("GET /items");
        function.answers(response.replace('\'', '"'));

        HttpResponse<String> answer = get("/items");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InternalServerErrorException");
        assertThat(problem()).isEqualTo("malformed response of Function: " + reason);
    }

    @Test
    void functionThatFailsIs502() {
        serveRest("GET /items");
        function.ends(() -> new Invocation.FunctionError("example.Broken", "no luck"));

        assertThat(get("/items").statusCode()).isEqualTo(502);
        assertThat(problem()).isEqualTo("Function: example.Broken: no luck");
    }

    @Test
    void functionThatReachesItsOwnTimeoutIs502() {
        serveRest("GET /items");
        function.ends(() -> new Invocation.TimedOut(Duration.ofSeconds(3)));

        assertThat(get("/items").statusCode()).isEqualTo(502);
        assertThat(problem()).isEqualTo("Function: Task timed out after 3.00 seconds");
    }

    @Test
    void functionThatTakesLongerThanApiGatewayWaitsIs504AndContinues() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        serve(TestApis.rest(folder, "", "GET /items"), timeout -> Duration.ofMillis(50));
        function.ends(() -> {
            answered.await();
            ended.countDown();
            return FakeFunction.success("{}");
        });

        HttpResponse<String> response = get("/items");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
        assertThat(problem()).isEqualTo("Function took longer than API Gateway waits, 29000 ms");
        answered.countDown();
        assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void requestWithoutARouteIs403AtARestApi() {
        serveRest("GET /items");

        HttpResponse<String> response = get("/nothing");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(problem()).isEqualTo("no route matches");
        assertThat(function.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "6300000, 'the event is larger than Lambda takes, 6 MB'",
        "10485761, 'the body is larger than API Gateway takes, 10 MB'"
    })
    void requestThatIsTooLargeIs413(int bytes, String reason) {
        serveRest("POST /items");

        HttpResponse<String> response = send("POST", "/items", "x".repeat(bytes));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
        assertThat(problem()).isEqualTo(reason);
        assertThat(function.events()).isEmpty();
    }

    @Test
    void binaryBodyIsDecodedForWhoAcceptsItFirst() throws Exception {
        serve(TestApis.rest(folder, "BinaryMediaTypes: [image/png]", "GET /image"), UnaryOperator.identity());
        function.answers(
                "{'statusCode':200,'headers':{'content-type':'image/png'},'body':'/w==','isBase64Encoded':true}"
                        .replace('\'', '"'));

        assertThat(bytes("/image", "image/png, */*")).containsExactly(0xff);
        assertThat(bytes("/image", "*/*, image/png")).isEqualTo("/w==".getBytes(UTF_8));
    }

    @Test
    void bodyThatIsNoBase64IsMalformed() {
        serve(TestApis.rest(folder, "BinaryMediaTypes: ['*/*']", "GET /image"), UnaryOperator.identity());
        function.answers("{\"body\":\"é\",\"isBase64Encoded\":true}");

        assertThat(get("/image").statusCode()).isEqualTo(502);
        assertThat(problem())
                .isEqualTo("malformed response of Function: isBase64Encoded is true, and the body is not Base64");
    }

    @Test
    void headersOfTheConnectionAreRenamed() {
        serveRest("GET /items");
        function.answers(
                "{\"statusCode\":401,\"headers\":{\"WWW-Authenticate\":\"Basic\",\"Content-Length\":\"1000\"}}");

        HttpResponse<String> response = get("/items");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
                .contains("Basic");
        assertThat(response.headers().firstValue("Content-Length")).contains("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void answerThatHasNoBodyIsSentWithout(int status) {
        serveRest("GET /items");
        function.answers("{\"statusCode\":%d,\"body\":\"text\"}".formatted(status));

        assertThat(get("/items").statusCode()).isEqualTo(status);
        assertThat(get("/items").body()).isEmpty();
    }

    @Test
    void headIsAnsweredWithoutABody() {
        serveRest("ANY /items");
        function.answers("{\"statusCode\":200,\"body\":\"text\"}");

        HttpResponse<String> response = send("HEAD", "/items", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(function.event().get("httpMethod").textValue()).isEqualTo("HEAD");
    }

    @Test
    void preflightIsAnsweredWithoutTheFunction() {
        serve(
                TestApis.rest(
                        folder,
                        "Cors: {AllowOrigin: \"'https://a.example'\", MaxAge: \"'600'\"}",
                        "GET /items",
                        "POST /items"),
                UnaryOperator.identity());

        HttpResponse<String> response = send("OPTIONS", "/items", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET,OPTIONS,POST");
        assertThat(response.headers().firstValue("Access-Control-Max-Age")).contains("600");
        assertThat(function.events()).isEmpty();
        assertThat(send("OPTIONS", "/other", "").statusCode()).isEqualTo(403);
    }

    @Test
    void aMockOfOptionsAnswersOnItsOwnPathOnly() {
        serve(TestApis.of(folder, MOCKED), UnaryOperator.identity());

        HttpResponse<String> response = send("OPTIONS", "/items/1", "", "Origin", "https://b.example");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://b.example");
        assertThat(response.headers().firstValue("Vary")).contains("Origin");
        assertThat(send("OPTIONS", "/items/1", "", "Origin", "https://a.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("https://a.example");

        assertThat(send("OPTIONS", "/items/1", "", "Origin", "https://c.example")
                        .statusCode())
                .as("at the door")
                .isEqualTo(403);
        assertThat(send("OPTIONS", "/items", "").statusCode()).isEqualTo(403);
        assertThat(function.events()).isEmpty();
        assertThat(get("/items").statusCode()).isEqualTo(200);
    }

    private static final String MOCKED = """
              Function: {Type: AWS::Lambda::Function, Properties: {}}
              Rest: {Type: AWS::ApiGateway::RestApi, Properties: {Name: items}}
              Items:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: items}
              Item:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Rest, ParentId: !Ref Items, PathPart: '{id}'}
              GetItems:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Rest
                  ResourceId: !Ref Items
                  HttpMethod: GET
                  Integration:
                    Type: AWS_PROXY
                    Uri: !Sub arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Function.Arn}/invocations
              Options:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Rest
                  ResourceId: !Ref Item
                  HttpMethod: OPTIONS
                  Integration:
                    Type: MOCK
                    IntegrationResponses:
                      - StatusCode: '204'
                        ResponseParameters:
                          method.response.header.Access-Control-Allow-Origin: "'https://a.example'"
                          method.response.header.Vary: "'Origin'"
                        ResponseTemplates: {application/json: '#if($origin == "https://b.example") … #end'}
            """;

    @Test
    void httpApiSpeaksForItself() {
        serve(TestApis.http(folder, "", "GET /items", "POST /items"), UnaryOperator.identity());

        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").body()).isEqualTo("{\"message\":\"Not Found\"}");
        function.ends(() -> new Invocation.FunctionError("example.Broken", ""));
        assertThat(get("/items").statusCode()).isEqualTo(500);
        assertThat(get("/items").body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(send("POST", "/items", "x".repeat(6_300_000)).statusCode()).isEqualTo(413);
        assertThat(send("POST", "/items", "x".repeat(6_300_000)).body())
                .isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void httpApiThatWaitsTooLongIs503() {
        CountDownLatch never = new CountDownLatch(1);
        serve(TestApis.http(folder, "", "GET /items"), timeout -> Duration.ofMillis(50));
        function.ends(() -> {
            never.await();
            return FakeFunction.success("{}");
        });

        assertThat(get("/items").statusCode()).isEqualTo(503);
        assertThat(get("/items").body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The examples of AWS's documentation, and what it says of other values.
                "\"Hello from Lambda!\" | Hello from Lambda!",
                "{ \"message\": \"Hello from Lambda!\" } | { \"message\": \"Hello from Lambda!\" }",
                "[1,2] | [1,2]",
                "null | null",
            })
    void answerOfFormat2IsInferredWithoutAStatusCode(String response, String body) {
        serve(TestApis.http(folder, "", "GET /items"), UnaryOperator.identity());
        function.answers(response);

        HttpResponse<String> answer = get("/items");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void answerOfFormat2HasCookies() {
        serve(TestApis.http(folder, "", "GET /items"), UnaryOperator.identity());
        function.answers("""
                {
                  "statusCode": 200,
                  "cookies": ["a=1; Secure", "b=2"],
                  "body": "/w==",
                  "isBase64Encoded": true,
                  "multiValueHeaders": "not of this format"
                }
                """);

        HttpResponse<String> response = get("/items");

        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1; Secure", "b=2");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("Content-Length")).contains("1");
    }

    @Test
    void answerOfFormat1IsNotInferred() {
        serve(TestApis.http(folder, "", "1.0 GET /items"), UnaryOperator.identity());
        function.answers("{\"message\":\"Hello\"}");

        assertThat(get("/items").statusCode()).isEqualTo(500);
        assertThat(problem()).isEqualTo("malformed response of Function: it has no statusCode");
    }

    @Test
    void httpApiWithCorsAnswersBrowsersItself() {
        serve(
                TestApis.http(
                        folder,
                        "CorsConfiguration: {AllowOrigins: ['https://a.example'], AllowMethods: [GET], ExposeHeaders: [x-a]}",
                        "ANY /items"),
                UnaryOperator.identity());
        function.answers("{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}");

        HttpResponse<String> preflight =
                send("OPTIONS", "/items", "", "Origin", "https://a.example", "Access-Control-Request-Method", "GET");
        HttpResponse<String> own = send("GET", "/items", "", "Origin", "https://a.example");
        HttpResponse<String> other = send("GET", "/items", "", "Origin", "https://b.example");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .contains("GET");
        assertThat(preflight.headers().allValues("access-control-allow-origin")).containsExactly("https://a.example");
        assertThat(own.headers().allValues("access-control-allow-origin")).containsExactly("https://a.example");
        assertThat(own.headers().firstValue("access-control-expose-headers")).contains("x-a");
        assertThat(other.headers().allValues("access-control-allow-origin")).isEmpty();
        assertThat(function.events()).hasSize(2);
    }

    @Test
    void requestsAreAnsweredSideBySide() {
        serveRest("GET /items");
        CyclicBarrier allThree = new CyclicBarrier(3);
        function.ends(() -> {
            allThree.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return FakeFunction.success("{\"statusCode\":200}");
        });

        List<CompletableFuture<HttpResponse<String>>> responses = List.of(
                CLIENT.sendAsync(request("/items").build(), BodyHandlers.ofString()),
                CLIENT.sendAsync(request("/items").build(), BodyHandlers.ofString()),
                CLIENT.sendAsync(request("/items").build(), BodyHandlers.ofString()));

        assertThat(responses).allMatch(response -> response.join().statusCode() == 200);
    }

    @Test
    void portThatIsTakenIsAMistake() {
        serveRest("GET /items");
        int port = api.endpoint().getPort();

        UserError error = Assertions.catchThrowableOfType(
                UserError.class, () -> LocalApi.bind(api.definition(), port, "--api-port", Access.LOOPBACK));

        assertThat(error)
                .hasMessage("port %d is in use: stop what listens there, or choose another;".formatted(port)
                        + " --api-port 0 takes any free one");
    }

    private void serveRest(String... routes) {
        serve(TestApis.rest(folder, "", routes), UnaryOperator.identity());
    }

    private void serve(ApiDefinition definition, UnaryOperator<Duration> limit) {
        api = LocalApi.bind(definition, 0, "--api-port", Access.LOOPBACK);
        api.serve(Map.of("Function", function), "123456789012", limit, calls::add, line -> {});
    }

    /** Of the last call; the listener may hear of it after the client. */
    private String problem() {
        await().atMost(LIMIT).until(() -> !calls.isEmpty());
        return calls.get(calls.size() - 1).problem().orElse("");
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private byte[] bytes(String path, String accept) throws IOException, InterruptedException {
        return CLIENT.send(request(path).header("Accept", accept).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api.endpoint() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(LIMIT);
    }
}
