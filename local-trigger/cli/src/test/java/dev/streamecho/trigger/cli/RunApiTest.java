package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A REST API and an HTTP API in a running template that has neither table nor mapping. */
class RunApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String TEMPLATE = """
            Globals:
              Function: {Runtime: java25, CodeUri: %s, MemorySize: 128, Timeout: 60}
              Api: {BinaryMediaTypes: [image/png]}
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.RunApiTest$EventAsBody
                  Events:
                    Rest: {Type: Api, Properties: {Path: '/echo/{name}', Method: any}}
                    Http: {Type: HttpApi}
              Slow:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.RunApiTest$Waiting
                  Timeout: 1
                  Events:
                    Get: {Type: Api, Properties: {Path: /slow, Method: get}}
              Two:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.RunApiTest$Meeting
                  Environment: {Variables: {FOLDER: %s}}
                  Events:
                    Get: {Type: Api, Properties: {Path: '/two/{one}', Method: get}}
              Script:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: index.handler
                  Runtime: ruby3.4
                  Events:
                    Get: {Type: Api, Properties: {Path: /script, Method: get}}
            """;

    @TempDir
    private static Path folder;

    private static TriggerProcess trigger;

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(ModuleFolder.testClasses(), folder));
        trigger = TriggerProcess.start(folder, "--port", "0", "--api-port", "0");
    }

    @AfterAll
    static void end() {
        trigger.close();
    }

    /** Answers with its event in Base64, as it has no JSON library. */
    public static final class EventAsBody implements RequestStreamHandler {

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            System.out.println("a line of the function");
            String event = Base64.getEncoder().encodeToString(input.readAllBytes());
            output.write("{\"statusCode\":200,\"body\":\"%s\"}".formatted(event).getBytes());
        }
    }

    /** Takes longer than its timeout. */
    public static final class Waiting implements RequestStreamHandler {

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) {
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Answers when another process has the other name. */
    public static final class Meeting implements RequestStreamHandler {

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            String name = new String(input.readAllBytes()).contains("\"/two/a\"") ? "a" : "b";
            Path meeting = Path.of(System.getenv("FOLDER"));
            Files.createFile(meeting.resolve("met-" + name));
            while (!Files.exists(meeting.resolve(name.equals("a") ? "met-b" : "met-a"))) {
                Thread.onSpinWait();
            }
            output.write("{\"body\":\"%s\"}".formatted(name).getBytes());
        }
    }

    @Test
    void theScreenHasTheRoutesAndALineForEachRequest() throws Exception {
        assertThat(trigger.lines("API at ")).hasSize(2);
        assertThat(trigger.lines("API at ").get(0)).endsWith(" (ServerlessRestApi)");
        assertThat(trigger.lines("  ANY /echo/{name} > Echo")).hasSize(1);
        assertThat(trigger.lines("  $default > Echo")).hasSize(1);

        assertThat(get(rest(), "/echo/first?a=b").statusCode()).isEqualTo(200);

        trigger.awaitLine("Echo | a line of the function");
        trigger.awaitLine("GET /echo/first?a=b 200 ");
    }

    @Test
    void otherProgramsFindTheFirstApiByTheRunFile() throws Exception {
        JsonNode run = JSON.readTree(folder.resolve(".trigger/run.json").toFile());

        assertThat(run.at("/endpoints/api").textValue()).isEqualTo(rest().toString());
    }

    @Test
    void functionGetsTheEventOfItsKindOfApi() throws Exception {
        JsonNode rest = event(get(rest(), "/echo/a%20b"));
        assertThat(rest.get("resource").textValue()).isEqualTo("/echo/{name}");
        assertThat(rest.at("/pathParameters/name").textValue()).isEqualTo("a%20b");
        assertThat(rest.at("/requestContext/stage").textValue()).isEqualTo("Prod");

        JsonNode http = event(get(http(), "/any/path"));
        assertThat(http.get("version").textValue()).isEqualTo("2.0");
        assertThat(http.get("routeKey").textValue()).isEqualTo("$default");
    }

    @Test
    void binaryBodyArrivesAsBase64() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(rest().resolve("/echo/image"))
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, 0}))
                .build();

        JsonNode event = event(CLIENT.send(request, BodyHandlers.ofString()));

        assertThat(event.get("body").textValue()).isEqualTo("/wA=");
        assertThat(event.get("isBase64Encoded").booleanValue()).isTrue();
    }

    @Test
    void functionThatReachesItsTimeoutIs502AsOnAws() throws Exception {
        assertThat(get(rest(), "/slow").statusCode()).isEqualTo(502);
        trigger.awaitLine(", Slow: Task timed out after 1.00 seconds");
    }

    @Test
    void requestsRunInProcessesOfTheirOwnAtTheSameTime() {
        List<CompletableFuture<HttpResponse<String>>> responses = List.of(
                CLIENT.sendAsync(request(rest(), "/two/a"), BodyHandlers.ofString()),
                CLIENT.sendAsync(request(rest(), "/two/b"), BodyHandlers.ofString()));

        assertThat(responses).extracting(response -> response.join().body()).containsExactly("a", "b");
    }

    @Test
    void functionThatDoesNotRunHereIsNamedAndItsRoutesSayWhy() throws Exception {
        String reason = "template.yaml: Script.Properties.Runtime (line 30): ruby3.4 is not supported: functions"
                + " in Java, Node.js and Python 3 run locally, and programs (provided.al2023)";
        assertThat(trigger.lines("ruby3.4"))
                .containsExactly(
                        "template.yaml: Runtime is not supported: functions in Java, Node.js and Python 3 run locally, and"
                                + " programs (provided.al2023); left out: Script (ruby3.4, line 30)");

        HttpResponse<String> response = get(rest(), "/script");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(JSON.readTree(response.body()).path("message").textValue())
                .isEqualTo("Script does not run: " + reason);
        trigger.awaitLine("GET /script 502 ");
    }

    private static JsonNode event(HttpResponse<String> response) throws IOException {
        return JSON.readTree(Base64.getDecoder().decode(response.body()));
    }

    private static URI rest() {
        return endpoint(0);
    }

    private static URI http() {
        return endpoint(1);
    }

    private static URI endpoint(int number) {
        return URI.create(trigger.lines("API at ").get(number).replaceFirst(".*(http://[^ ]+).*", "$1"));
    }

    private static HttpRequest request(URI endpoint, String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path)).build();
    }

    private static HttpResponse<String> get(URI endpoint, String path) throws IOException, InterruptedException {
        return CLIENT.send(request(endpoint, path), BodyHandlers.ofString());
    }
}
