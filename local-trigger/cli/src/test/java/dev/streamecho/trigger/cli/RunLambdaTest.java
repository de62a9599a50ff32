package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lambda's own API of a running template. */
class RunLambdaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Runtime: java25, CodeUri: %s, MemorySize: 128, Timeout: 60}
            Resources:
              Changes:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.RunLambdaTest$Keys::handle
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Changes.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 1
              Quiet:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              QuietReader:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.RunLambdaTest$Keys::handle
                  Events:
                    Quiet:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Quiet.StreamArn
                        StartingPosition: LATEST
              Caller:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: caller
                  Handler: dev.streamecho.trigger.cli.RunLambdaTest$Echo::handle
              Ruby:
                Type: AWS::Serverless::Function
                Properties: {Handler: index.handler, Runtime: ruby3.4}
            """;

    @TempDir
    private static Path folder;

    private static TriggerProcess trigger;
    private static URI lambda;

    /** Prints the event. */
    public static final class Keys {
        public void handle(Map<String, Object> event) {
            System.out.println("read " + event);
        }
    }

    /** Answers with the event, or throws what it says. */
    public static final class Echo {
        public Object handle(Map<String, Object> event) {
            System.out.println("called with " + event);
            if (event.containsKey("throw")) {
                throw new IllegalStateException(String.valueOf(event.get("throw")));
            }
            return event;
        }
    }

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(ModuleFolder.testClasses()));
        trigger = TriggerProcess.start(folder, "--port", "0");
        lambda = URI.create(trigger.lines("Lambda at ").get(0).replaceFirst(".*(http://[^ ,]+).*", "$1"));
    }

    @AfterAll
    static void end() {
        trigger.close();
    }

    @Test
    void thePageIsWhereItIsSaidAndItsApiOpensToTheTokenOfTheRunFile() throws Exception {
        JsonNode run = JSON.readTree(folder.resolve(".trigger/run.json").toFile());
        String page = run.at("/endpoints/page").asText();

        assertThat(trigger.lines("Page at ")).containsExactly("Page at " + page + "/");
        assertThat(get(page + "/", "none").body()).startsWith("<!doctype html>");
        assertThat(get(page + "/api/v1/health", "none").body()).isIn("{\"status\":\"ready\"}", "{\"status\":\"idle\"}");
        assertThat(get(page + "/api/v1/run", "none").statusCode()).isEqualTo(401);
        assertThat(get(page + "/api/v1/run", run.path("token").asText()).statusCode())
                .isNotEqualTo(401);
    }

    private static HttpResponse<String> get(String url, String token) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aFunctionThatNothingCallsIsInvoked() throws Exception {
        HttpResponse<String> response = invoke("caller", "{\"a\":1}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\":1}");
        assertThat(response.headers().firstValue("X-Amz-Executed-Version")).contains("$LATEST");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    }

    @Test
    void anErrorOfTheFunctionIsInTheBody() throws Exception {
        HttpResponse<String> response = invoke("Caller", "{\"throw\":\"no\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        JsonNode error = JSON.readTree(response.body());
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.path("errorMessage").asText()).isEqualTo("no");
    }

    @Test
    void theTailOfTheLogIsReturnedOnRequest() throws Exception {
        HttpResponse<String> response = invoke("caller", "{}", "X-Amz-Log-Type", "Tail");
        String requestId = response.headers().firstValue("X-Amzn-RequestId").orElseThrow();
        byte[] log = Base64.getDecoder()
                .decode(response.headers().firstValue("X-Amz-Log-Result").orElseThrow());
        assertThat(new String(log, UTF_8).lines().toList())
                .startsWith("START RequestId: %s Version: $LATEST".formatted(requestId), "called with {}")
                .contains("END RequestId: " + requestId)
                .last()
                .asString()
                .startsWith("REPORT RequestId: %s\tDuration: ".formatted(requestId));
    }

    @Test
    void anEventIsAcceptedAndHandledLater() throws Exception {
        assertThat(invoke("caller", "{\"later\":1}", "X-Amz-Invocation-Type", "Event")
                        .statusCode())
                .isEqualTo(202);
        trigger.awaitLine("called with {later=1}");
    }

    @Test
    void aDryRunInvokesNothing() throws Exception {
        assertThat(invoke("caller", "{\"dry\":1}", "X-Amz-Invocation-Type", "DryRun")
                        .statusCode())
                .isEqualTo(204);
        invoke("caller", "{\"after\":1}");
        assertThat(trigger.lines("called with {dry=1}")).isEmpty();
    }

    @Test
    void errorsAreThoseOfTheService() throws Exception {
        assertError(invoke("nobody", "{}"), 404, "ResourceNotFoundException");
        assertError(invoke("caller", "{"), 400, "InvalidRequestContentException");
        assertError(invoke("caller", "{}", "X-Amz-Invocation-Type", "Other"), 400, "InvalidParameterValueException");
        assertError(invoke("Ruby", "{}"), 409, "ResourceConflictException");
        assertError(invoke("caller", "\"" + "a".repeat(7 * 1024 * 1024) + "\""), 413, "RequestTooLargeException");
        assertError(send("POST", "/2015-03-31/event-source-mappings", "{}"), 404, "UnknownOperationException");
        assertError(send("PUT", mapping(), "{\"BatchSize\":0}"), 400, "InvalidParameterValueException");
        assertError(send("PUT", "/2015-03-31/event-source-mappings/none", "{}"), 404, "ResourceNotFoundException");
    }

    @Test
    void requestsOfForeignPagesAreRefused() throws Exception {
        assertThat(invoke("caller", "{}", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void functionsAreDescribed() throws Exception {
        JsonNode caller = get("/2015-03-31/functions/caller/configuration");
        assertThat(caller.path("Handler").asText()).endsWith("RunLambdaTest$Echo::handle");
        assertThat(caller.path("Timeout").asInt()).isEqualTo(60);
        assertThat(caller.path("State").asText()).isEqualTo("Active");
        assertThat(get("/2015-03-31/functions/").path("Functions").findValuesAsText("FunctionName"))
                .containsExactly("Reader", "QuietReader", "caller", "Ruby");
    }

    @Test
    void aDisabledMappingContinuesWhereItStopped() throws Exception {
        put("Changes", "before");
        trigger.awaitLine("{id={S=before}}");
        assertThat(JSON.readTree(send("PUT", mapping(), "{\"Enabled\":false}").body())
                        .path("State")
                        .asText())
                .isEqualTo("Disabling");
        awaitState(mapping(), "Disabled");
        put("Changes", "meanwhile");
        assertThat(send("PUT", mapping(), "{\"Enabled\":true,\"BatchSize\":5}").statusCode())
                .isEqualTo(202);
        trigger.awaitLine("{id={S=meanwhile}}");
        awaitState(mapping(), "Enabled");
        assertThat(get(mapping()).path("BatchSize").asInt()).isEqualTo(5);
        assertThat(get(mapping()).path("LastProcessingResult").asText()).isEqualTo("OK");
        assertThat(trigger.lines("{id={S=before}}")).hasSize(1);
    }

    @Test
    void oneThatHasReadNothingYetSkipsNothingEither() throws Exception {
        String quiet = mapping("QuietReader");
        send("PUT", quiet, "{\"Enabled\":false}");
        awaitState(quiet, "Disabled");
        put("Quiet", "first");
        send("PUT", quiet, "{\"Enabled\":true}");
        trigger.awaitLine("{id={S=first}}");
    }

    private static void awaitState(String mapping, String state) {
        await().until(() -> get(mapping).path("State").asText().equals(state));
    }

    private static String mapping() throws Exception {
        return mapping("Reader");
    }

    private static String mapping(String function) throws Exception {
        JsonNode all = get("/2015-03-31/event-source-mappings?FunctionName=" + function)
                .path("EventSourceMappings");
        assertThat(all).hasSize(1);
        return "/2015-03-31/event-source-mappings/" + all.get(0).path("UUID").asText();
    }

    private static void put(String table, String id) {
        trigger.client().putItem(request -> request.tableName(table).item(Map.of("id", AttributeValue.fromS(id))));
    }

    private static void assertError(HttpResponse<String> response, int status, String code) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Amzn-ErrorType")).contains(code);
        assertThat(JSON.readTree(response.body()).path("Message").asText()).isNotEmpty();
    }

    private static HttpResponse<String> invoke(String name, String event, String... headers) throws Exception {
        return send("POST", "/2015-03-31/functions/" + name + "/invocations", event, headers);
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(send("GET", path, "").body());
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(lambda.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
