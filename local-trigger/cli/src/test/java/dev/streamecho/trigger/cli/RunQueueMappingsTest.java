package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Mappings on the queues of a running template: the links of a chain that begins at a table. */
class RunQueueMappingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {CodeUri: %s, Runtime: java25, MemorySize: 256, Timeout: 6, Environment: {Variables: {DELIVERED: %s}}}
            Resources:
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Jobs:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: 6, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}}
              Dead: {Type: AWS::SQS::Queue}
              FailedBatches: {Type: AWS::SQS::Queue}
              Sender:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.QueueHandlers$Sender
                  Timeout: 120
                  Environment: {Variables: {QUEUE_URL: !Ref Jobs}}
                  Events:
                    Change:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Items.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 1
                        MaximumRetryAttempts: 0
                        DestinationConfig: {OnFailure: {Destination: !GetAtt FailedBatches.Arn}}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.QueueHandlers$Worker
                  Events:
                    Job:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Jobs.Arn
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        ScalingConfig: {MaximumConcurrency: 2}
                        FilterCriteria: {Filters: [{Pattern: '{"body": {"id": [{"anything-but": "unwanted"}]}}'}]}
              Undertaker:
                Type: AWS::Serverless::Function
                Properties: {Handler: 'dev.streamecho.trigger.cli.QueueHandlers$Undertaker'}
              OnDead:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt Dead.Arn, FunctionName: !Ref Undertaker}
              OnFailedBatch:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt FailedBatches.Arn, FunctionName: !Ref Undertaker}
            """;

    @TempDir
    private Path folder;

    private TriggerProcess trigger;

    @AfterEach
    void end() {
        trigger.close();
    }

    @Test
    void changesGoFromTheTableOverQueuesToTheLastConsumer() throws Exception {
        start("--invocations", "invocations");
        assertThat(trigger.lines("  Jobs > "))
                .containsExactly("  Jobs > Worker, batch 10, up to 2 at a time, 1 filter");
        assertThat(trigger.lines("  Dead > ")).containsExactly("  Dead > Undertaker, batch 10, up to 5 at a time");

        put("good1", "bad", "unwanted", "fails", "good2");

        eventually(() -> assertThat(delivered("Worker")).contains("good1", "good2"));
        eventually(() -> assertThat(delivered("Undertaker"))
                .as("the dead letter, and the message of a discarded batch")
                .contains("{\"id\":\"bad\"}")
                .anyMatch(body -> body.contains("DDBStreamBatchInfo")));
        assertThat(delivered("Worker")).doesNotContain("bad", "unwanted");
        // What a consumer has got may be said after it is done with it.
        trigger.awaitLine("WorkerJob: 1 message received 2 times, to the queue Dead: ");
        eventually(() -> assertThat(Files.readAllLines(folder.resolve("invocations")))
                .extracting(RunQueueMappingsTest::json)
                .filteredOn(line -> line.path("mapping").asText().equals("WorkerJob"))
                .filteredOn(line -> line.path("outcome").asText().equals("partial"))
                .as("attempts at the bad message")
                .extracting(line -> line.path("attempt").asInt())
                .containsExactly(1, 2));
        for (String once : List.of(
                "WorkerJob: 1 message filtered, and deleted",
                ", again in 6 s: the response reports ",
                "WorkerJob: 1 message received 2 times, to the queue Dead: ")) {
            trigger.awaitLine(once);
            assertThat(trigger.lines(once)).hasSize(1);
        }
    }

    @Test
    void aMessageThatWasUnderWayWhenTheTriggerWasKilledComesAgain() throws Exception {
        start("--data-dir", "data");
        Files.createFile(folder.resolve("hang"));
        put("good");
        await().until(() -> Files.exists(folder.resolve("hangs")));

        trigger.killWithFunctions();
        Files.delete(folder.resolve("hang"));
        trigger = TriggerProcess.start(folder, "--port", "0", "--data-dir", "data");

        // The kill may have come before the checkpoint of the change, which is then sent again too.
        eventually(() -> assertThat(delivered("Worker")).isNotEmpty().containsOnly("good"));
        eventually(() ->
                assertThat(folder.resolve("data/queues/Jobs")).as("its file").isEmptyDirectory());
    }

    private void start(String... options) throws IOException {
        Path code = ModuleFolder.testClasses();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, folder));
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(options));
        trigger = TriggerProcess.start(folder, all.toArray(String[]::new));
    }

    private void put(String... ids) {
        try (DynamoDbClient client = trigger.client()) {
            for (String id : ids) {
                client.putItem(request -> request.tableName("Items").item(Map.of("id", AttributeValue.fromS(id))));
            }
        }
    }

    /** The lines that a function wrote. */
    private List<String> delivered(String function) throws IOException {
        Path file = folder.resolve(function);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static void eventually(ThrowingRunnable asserted) {
        await().atMost(Patience.LIMIT).untilAsserted(asserted);
    }
}
