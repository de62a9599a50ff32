package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queue of a running template, which gets the discarded batches. */
class RunQueueTest {
    private static final int KILLS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            Resources:
              FailedBatches: {Type: AWS::SQS::Queue}
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Handler:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.cli.RunQueueTest$Failing
                  Runtime: java25
                  MemorySize: 256
                  Timeout: 120
                  Environment: {Variables: {FAILS: '%s', QUEUE_URL: !Ref FailedBatches}}
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Items.StreamArn
                  FunctionName: !Ref Handler
                  StartingPosition: LATEST
                  BatchSize: %d
                  MaximumBatchingWindowInSeconds: %d
                  MaximumRetryAttempts: 0
                  BisectBatchOnFunctionError: true
                  DestinationConfig: {OnFailure: {Destination: !GetAtt FailedBatches.Arn}}
            """;

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private TriggerProcess trigger;

    @AfterEach
    void end() {
        trigger.close();
    }

    @Test
    void aFailedBatchIsBisectedAndItsBadItemHasAMessageInTheQueue() throws Exception {
        write("i6 6", 10, 300);
        trigger = TriggerProcess.start(folder, "--port", "0");
        String sqs = runFile().at("/endpoints/sqs").textValue();
        String queueUrl = queueUrl();

        try (DynamoDbClient client = trigger.client()) {
            IntStream.range(0, 10)
                    .forEach(number ->
                            client.putItem(request -> request.tableName("Items").item(NumberedWrites.item(number))));
        }
        Map<String, JsonNode> messages = receive(queueUrl, 1);

        assertThat(messages.values()).singleElement().satisfies(message -> {
            JsonNode batch = message.get("DDBStreamBatchInfo");
            assertThat(batch.get("batchSize").intValue()).isEqualTo(1);
            assertThat(batch.get("startSequenceNumber")).isEqualTo(batch.get("endSequenceNumber"));
            assertThat(message.at("/requestContext/condition").textValue()).isEqualTo("RetryAttemptsExhausted");
        });
        assertThat(trigger.lines("SQS at ")).containsExactly("SQS at " + sqs + ", queue FailedBatches");
        // The queue has the message before that is said.
        trigger.awaitLine(" discarded 1 record ");
        assertThat(trigger.lines(" discarded 1 record "))
                .singleElement()
                .asString()
                .endsWith("described in queue FailedBatches");
        assertThat(trigger.lines("calls go to " + sqs + ", messages to " + queueUrl))
                .isNotEmpty();

        assertThat(trigger.interrupt()).isZero();
        assertThat(folder.resolve(".trigger/run.json")).doesNotExist();
    }

    @Test
    void killedWhileItDiscardsBatchesItLosesNoMessage() throws Exception {
        write("i", 1, 0);
        String port = String.valueOf(FreePort.find());
        trigger = TriggerProcess.start(folder, "--port", port, "--data-dir", "data");
        int written;
        try (NumberedWrites writes = new NumberedWrites(trigger.endpoint(), "Items")) {
            writes.start();
            for (int kill = 0; kill < KILLS; kill++) {
                int until = writes.acknowledged() + random.nextInt(60) + 1;
                await().atMost(TriggerProcess.LIMIT).until(() -> writes.acknowledged() >= until);
                trigger.kill();
                trigger = TriggerProcess.start(folder, "--port", port, "--data-dir", "data");
            }
            written = writes.stop();
        }

        assertThat(receive(queueUrl(), written)).as("records with a message").hasSize(written);
    }

    private JsonNode runFile() throws IOException {
        return JSON.readTree(folder.resolve(".trigger/run.json").toFile());
    }

    private String queueUrl() throws IOException {
        return runFile().at("/queues/FailedBatches").textValue();
    }

    /** The messages by the sequence number of their first record, once there are so many. */
    private static Map<String, JsonNode> receive(String queueUrl, int count) {
        Map<String, JsonNode> messages = new HashMap<>();
        try (SqsClient client = SqsClient.builder()
                .endpointOverride(URI.create(queueUrl).resolve("/"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            await().atMost(TriggerProcess.LIMIT).until(() -> {
                for (Message received : client.receiveMessage(request -> request.queueUrl(queueUrl)
                                .maxNumberOfMessages(10)
                                .waitTimeSeconds(1))
                        .messages()) {
                    JsonNode message = JSON.readTree(received.body());
                    messages.put(
                            message.at("/DDBStreamBatchInfo/startSequenceNumber")
                                    .textValue(),
                            message);
                }
                return messages.size() >= count;
            });
        }
        return messages;
    }

    private void write(String fails, int batchSize, int batchingWindow) throws IOException {
        Path code = ModuleFolder.testClasses();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, fails, batchSize, batchingWindow));
    }

    /** Fails for any batch with a record that begins as the variable {@code FAILS} says. */
    public static final class Failing implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            List<String> lines = AppendingHandler.lines(AppendingHandler.text(input));
            if (lines.stream().anyMatch(line -> line.startsWith(System.getenv("FAILS")))) {
                throw new IllegalStateException("calls go to %s, messages to %s"
                        .formatted(System.getenv("AWS_ENDPOINT_URL_SQS"), System.getenv("QUEUE_URL")));
            }
        }
    }
}
