package dev.streamecho.trigger.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.Patience;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stack with a function of {@link Orders}, its page, and a client that has the token. */
public final class RunningPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Batches of up to three, which are bisected and go to a queue after two attempts. */
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              BatchSize: {Type: Number, Default: 3}
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
              Discarded:
                Type: AWS::SQS::Queue
              OrderFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.page.Orders::handle
                  Runtime: java17
                  Timeout: 20
                  Events:
                    Stream:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Orders.StreamArn
                        StartingPosition: LATEST
                        BatchSize: !Ref BatchSize
                        MaximumRetryAttempts: 1
                        BisectBatchOnFunctionError: true
                        FilterCriteria: {Filters: [{Pattern: '{"dynamodb": {"Keys": {"id": {"S": [{"anything-but": {"prefix": "nobody"}}]}}}}'}]}
                        DestinationConfig: {OnFailure: {Destination: !GetAtt Discarded.Arn}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final PageServer page;
    private final StackRun stack;

    private RunningPage(Path folder) {
        try {
            Path template = Files.writeString(
                    folder.resolve("template.yaml"),
                    TEMPLATE.formatted(Path.of("target", "test-classes").toAbsolutePath()));
            page = PageServer.bind(OptionalInt.of(0), Access.LOOPBACK);
            page.serve(true, notices::add);
            stack = new StackRun(
                    Template.read(template, Map.of(), "us-east-1"),
                    StackSettings.builder(folder.resolve(".trigger"))
                            .retryDelay(Duration.ofMillis(10))
                            .build(),
                    new SilentListener());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in an empty folder. */
    public static RunningPage start(Path folder) {
        RunningPage running = new RunningPage(folder);
        try {
            running.stack.start();
            running.page.started(running.stack);
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** An answer. */
    public record Answer(int status, JsonNode json) {}

    public JsonNode get(String path) {
        Answer answer = ask("GET", path, "");
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json();
    }

    public JsonNode post(String path, String body) {
        Answer answer = ask("POST", path, body);
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json();
    }

    /** The answer to a request of a program that has the token. */
    public Answer ask(String method, String path, String body) {
        HttpResponse<String> response = send(method, path, body);
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> send(String method, String path, String body) {
        try {
            return client.send(
                    request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page.endpoint() + "/api/v1" + path))
                .timeout(Patience.LIMIT)
                .header("Authorization", "Bearer " + page.token());
    }

    public HttpClient http() {
        return client;
    }

    public StackRun stack() {
        return stack;
    }

    public List<String> notices() {
        return notices;
    }

    /** Writes an item of this id, and the number if it is not empty. */
    public void put(String id) {
        dynamoDb().putItem(request -> request.tableName("Orders").item(Map.of("id", AttributeValue.fromS(id))));
    }

    public DynamoDbClient dynamoDb() {
        return stack.client().orElseThrow();
    }

    /** The newest record with this key, once its row holds. */
    public JsonNode awaitRow(String id, Predicate<JsonNode> condition) {
        return await().until(
                        () -> get("/records?limit=1&search=key:%22id=" + id + "%22")
                                .at("/records/0"),
                        row -> !row.isMissingNode() && condition.test(row));
    }

    public JsonNode awaitState(String id, String state) {
        return awaitRow(id, row -> row.path("state").asText().equals(state));
    }

    @Override
    public void close() {
        page.close();
        stack.close();
    }
}
