package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.table.KeptDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A data directory that is used again when its streams have forgotten, or are not the ones, that its checkpoints are of. */
class WeekendTest {
    private static final String TEMPLATE = """
            Resources:
              FailedBatches:
                Type: AWS::SQS::Queue
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
                  Handler: dev.streamecho.trigger.cli.FailingHandler
                  Runtime: java25
                  MemorySize: 256
                  Timeout: 120
                  Environment: {Variables: {FOLDER: %s}}
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !GetAtt Items.StreamArn
                  FunctionName: !Ref Handler
                  StartingPosition: LATEST
                  BatchSize: 1
                  MaximumRetryAttempts: 0
                  DestinationConfig: {OnFailure: {Destination: !GetAtt FailedBatches.Arn}}
            """;

    @TempDir
    private Path folder;

    private Path data;
    private TriggerProcess trigger;

    @BeforeEach
    void writeTemplate() throws IOException {
        data = folder.resolve("data");
        Path code = ModuleFolder.testClasses();
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, folder));
    }

    @AfterEach
    void end() {
        if (trigger != null) {
            trigger.close();
        }
    }

    @Test
    void whatIsWrittenAfterAWeekendIsDelivered() throws Exception {
        Files.createFile(folder.resolve("item-07"));
        start();
        write(items(1, 20));
        awaitHandled(19);
        trigger.awaitLine("Mapping discarded ");
        trigger.interrupt();
        Files.delete(folder.resolve("item-07"));
        KeptDatabase.age(data, Duration.ofDays(2));

        start();
        write(items(21, 45));
        awaitHandled(44);
        Cli redriven = Cli.run("redrive");

        assertThat(handled())
                .containsExactlyElementsOf(items(1, 45).stream()
                        .filter(item -> !item.equals("item-07"))
                        .toList());
        assertThat(trigger.lines("Mapping: "))
                .singleElement()
                .asString()
                .containsPattern(
                        "shard shardId-[0-9a-f-]+: the records up to 1[0-9]{21} were trimmed from the stream after"
                                + " a day, all of them handled; continuing from the oldest one kept");
        assertThat(redriven.out())
                .containsPattern("kept: .*the stream has forgotten sequence number 1[0-9]{21}")
                .endsWith("0 batches redriven, 0 records handled; 1 kept\n");
        assertThat(Cli.run("failures", "--show").out())
                .startsWith("1 message in ")
                .contains("the stream has forgotten sequence number");
    }

    @Test
    void whatWasNotReadBeforeAWeekendIsSaid() throws Exception {
        start();
        write(items(1, 3));
        awaitHandled(3);
        Files.createFile(folder.resolve("hang"));
        write(items(4, 6));
        await().until(() -> Files.exists(folder.resolve("hangs")));
        trigger.killWithFunctions();
        Files.delete(folder.resolve("hang"));
        KeptDatabase.age(data, Duration.ofDays(2));

        start();
        write(items(7, 8));
        awaitHandled(5);

        assertThat(handled()).containsExactly("item-01", "item-02", "item-03", "item-07", "item-08");
        assertThat(trigger.lines("Mapping: "))
                .singleElement()
                .asString()
                .contains("were trimmed from the stream before they were read; continuing from the oldest one kept");
    }

    @Test
    void aDatabaseRestoredFromACopyIsReadFromItsOldestRecord() throws Exception {
        start();
        write(items(1, 3));
        awaitHandled(3);
        trigger.interrupt();
        Path copy = Files.copy(KeptDatabase.file(data), folder.resolve("copy"));
        start();
        write(items(4, 9));
        awaitHandled(9);
        trigger.interrupt();
        Files.copy(copy, KeptDatabase.file(data), StandardCopyOption.REPLACE_EXISTING);

        start();
        write(items(11, 12));
        awaitHandled(14);

        assertThat(handled().subList(9, 14)).containsExactly("item-01", "item-02", "item-03", "item-11", "item-12");
        assertThat(trigger.lines("Mapping: "))
                .singleElement()
                .asString()
                .contains("belongs to other records than the database now has: it was restored, emptied, or renumbered;"
                        + " starting from the oldest one kept");
    }

    @Test
    void aDeletedDatabaseIsReadFromItsOldestRecord() throws Exception {
        Files.createFile(folder.resolve("item-02"));
        start();
        write(items(1, 3));
        awaitHandled(2);
        trigger.awaitLine("Mapping discarded ");
        trigger.interrupt();
        Files.delete(folder.resolve("item-02"));
        Files.delete(KeptDatabase.file(data));

        start();
        write(items(4, 6));
        awaitHandled(5);
        Cli redriven = Cli.run("redrive");

        assertThat(Cli.run("failures").out())
                .as("although its records are younger than a day")
                .containsPattern("RetryAttemptsExhausted +1 +1 .* s +forgotten +1[0-9]{21}\n");
        assertThat(handled()).containsExactly("item-01", "item-03", "item-04", "item-05", "item-06");
        assertThat(trigger.lines("Mapping: "))
                .singleElement()
                .asString()
                .contains("the streams that it has checkpoints of are gone");
        assertThat(redriven.out())
                .containsPattern("kept: .*the stream has forgotten sequence number 1[0-9]{21}")
                .endsWith("0 batches redriven, 0 records handled; 1 kept\n");
    }

    @Test
    void aDatabaseWhoseRecordsWereDeletedIsReadFromItsOldestRecord() throws Exception {
        start();
        write(items(1, 5));
        awaitHandled(5);
        trigger.interrupt();
        start();
        trigger.interrupt();
        KeptDatabase.empty(data);

        start();
        write(items(6, 8));
        awaitHandled(8);

        assertThat(handled()).containsExactlyElementsOf(items(1, 8));
        assertThat(trigger.lines("Mapping: ")).hasSize(1);
    }

    private void start() throws IOException {
        if (trigger != null) {
            trigger.close();
        }
        // In this folder, where the commands of this process find it.
        trigger = TriggerProcess.start(
                Path.of(""),
                "--port",
                "0",
                "--sqs-port",
                "0",
                "--data-dir",
                data.toString(),
                "-t",
                folder.resolve("template.yaml") + "");
    }

    private static List<String> items(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("item-%02d"::formatted).toList();
    }

    private void write(List<String> items) {
        try (DynamoDbClient client = trigger.client()) {
            for (String item : items) {
                client.putItem(put -> put.tableName("Items").item(Map.of("id", AttributeValue.fromS(item))));
            }
        }
    }

    private void awaitHandled(int count) {
        await().until(() -> handled().size() >= count);
    }

    private List<String> handled() throws IOException {
        Path file = folder.resolve("handled");
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of()) {
            return lines.toList();
        }
    }
}
