package dev.streamecho.trigger.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.ModuleFolder;
import dev.streamecho.trigger.cli.TriggerJava;
import dev.streamecho.trigger.cli.TriggerProcess;
import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.function.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Batches that a running local trigger discards, and what {@code failures} and {@code redrive} do with them. */
class RedriveTest {
    private static final String TEMPLATE = """
            Parameters:
              BatchSize: {Type: Number, Default: 10}
              BatchingWindow: {Type: Number, Default: 300}
              Bisect: {Type: String, Default: "true"}
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
                  BatchSize: !Ref BatchSize
                  MaximumBatchingWindowInSeconds: !Ref BatchingWindow
                  MaximumRetryAttempts: 0
                  BisectBatchOnFunctionError: !Ref Bisect
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"Keys":{"id":{"S":[{"prefix":"item"}]}}}}'}]}
                  DestinationConfig: {OnFailure: {Destination: !GetAtt FailedBatches.Arn}}
            """;

    @TempDir
    private Path folder;

    private Path template;
    private TriggerProcess trigger;

    @BeforeEach
    void writeTemplate() throws IOException {
        Path code = ModuleFolder.testClasses();
        template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(code, folder));
    }

    @AfterEach
    void end() {
        if (trigger != null) {
            trigger.close();
        }
    }

    @Test
    void ofABatchOfTenTheOneItemThatFailsIsDiscardedSeenAndPutBack() throws Exception {
        start();
        failAt("item-07");
        write(items(1, 6));
        write(List.of("other"));
        write(items(7, 10));
        awaitDiscarded(1);
        awaitHandled("handled", 9);
        assertThat(handled()).doesNotContain("item-07");

        Cli failures = run("failures");
        assertThat(failures.exitStatus()).as(failures.err()).isZero();
        assertThat(failures.out())
                .startsWith("1 message in ")
                .contains("Handler, mapping Mapping on the stream of Items\n")
                .containsPattern(
                        "20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  RetryAttemptsExhausted +1 +1  .* 23 h 59 min")
                .doesNotContain("item-07");
        assertThat(failures.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(run("failures", "--show").out()).contains("\"NewImage\":{\"id\":{\"S\":\"item-07\"}}");
        JsonNode json = new ObjectMapper()
                .readTree(run("failures", "--output", "json").out())
                .at("/failures/0");
        assertThat(json.path("mapping").textValue()).isEqualTo("Mapping");
        assertThat(json.path("batchSize").intValue()).isEqualTo(1);
        assertThat(json.path("forgottenInSeconds").intValue()).isBetween(80_000, 86_400);

        Cli tooSoon = run("redrive");
        assertThat(tooSoon.exitStatus()).isEqualTo(1);
        assertThat(tooSoon.out())
                .contains("java.lang.IllegalStateException: cannot handle item-07")
                .endsWith("0 batches redriven, 0 records handled; 1 kept\n");

        fix("item-07");
        Cli redriven = run("redrive");
        assertThat(redriven.out()).endsWith("1 batch redriven, 1 record handled; 0 kept\n");
        assertThat(redriven.exitStatus()).isZero();
        assertThat(handled()).hasSize(10).contains("item-07");
        assertThat(run("failures").out()).startsWith("0 messages in ");
    }

    @ParameterizedTest
    @CsvSource({"nodejs22.x, index.handler, Error", "python3.13, app.handler, ValueError"})
    void theFunctionMayBeInAnotherLanguage(String runtime, String handler, String errorType) throws Exception {
        assumeThat(Interpreter.missing(runtime)).as("the interpreter").isEmpty();
        Path code = Files.createDirectory(folder.resolve("code"));
        Files.writeString(code.resolve("index.js"), """
                const fs = require('fs');
                exports.handler = async ({ Records }) => {
                  for (const { dynamodb } of Records) {
                    const item = `${process.env.FOLDER}/${dynamodb.Keys.id.S}`;
                    if (fs.existsSync(item)) throw new Error(`cannot handle ${dynamodb.Keys.id.S}`);
                    fs.appendFileSync(`${process.env.FOLDER}/handled`, `${dynamodb.Keys.id.S}\\n`);
                  }
                };
                """);
        Files.writeString(code.resolve("app.py"), """
                import os

                def handler(event, context):
                    for record in event["Records"]:
                        item = record["dynamodb"]["Keys"]["id"]["S"]
                        if os.path.exists(os.environ["FOLDER"] + "/" + item):
                            raise ValueError("cannot handle " + item)
                        with open(os.environ["FOLDER"] + "/handled", "a") as file:
                            file.write(item + "\\n")
                """);
        Files.writeString(
                template,
                TEMPLATE.formatted(code, folder)
                        .replace("dev.streamecho.trigger.cli.FailingHandler", handler)
                        .replace("java25", runtime));
        start("BatchSize=1", "BatchingWindow=0", "Bisect=false");
        failAt("item-02");
        write(items(1, 3));
        awaitDiscarded(1);
        awaitHandled("handled", 2);

        Cli tooSoon = run("redrive");
        assertThat(tooSoon.exitStatus()).isEqualTo(1);
        assertThat(tooSoon.out()).contains(errorType + ": cannot handle item-02");

        fix("item-02");
        assertThat(run("redrive").out()).endsWith("1 batch redriven, 1 record handled; 0 kept\n");
        assertThat(handled()).containsExactly("item-01", "item-03", "item-02");
    }

    @Test
    void upToAsManyMessagesAsAskedAreRedrivenInTheOrderOfTheirShard() throws Exception {
        start("BatchSize=1", "BatchingWindow=0", "Bisect=false");
        List<String> items = items(1, 12);
        items.forEach(item -> failAt("report-" + item));
        write(items);
        awaitDiscarded(12);
        items.forEach(item -> fix("report-" + item));

        Cli dry = run("redrive", "--dry-run");
        assertThat(dry.exitStatus()).isEqualTo(1);
        assertThat(dry.out()).endsWith("0 batches redriven, 0 records handled; 12 kept\n");
        assertThat(handled()).isEmpty();

        Cli saved = run("redrive", "--to-file", folder.resolve("events").toString(), "--max", "2");
        assertThat(saved.exitStatus()).isEqualTo(1);
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            assertThat(files).hasSize(2);
        }

        Cli some = run("redrive", "--max", "5");
        assertThat(some.out())
                .contains("5 batches redriven, 5 records handled; 0 kept\n")
                .endsWith("about 7 more are in the queue; --max takes more at once\n");
        assertThat(some.exitStatus()).isEqualTo(1);
        assertThat(handled()).hasSize(5).isSorted();

        assertThat(run("redrive").exitStatus()).isZero();
        assertThat(handled()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(handled().subList(5, 12)).isSorted();
    }

    @Test
    void afterAPartialResponseItContinuesAndKeepsWhatIsLeft() throws Exception {
        start("BatchSize=4", "Bisect=false");
        failAt("report-item-01");
        write(items(1, 4));
        awaitDiscarded(1);
        fix("report-item-01");
        failAt("report-item-03");

        Cli left = run("redrive");
        assertThat(left.exitStatus()).isEqualTo(1);
        assertThat(left.out()).contains("2 of 4 records handled").contains("the function reports a failure at");

        fix("report-item-03");
        assertThat(run("redrive").exitStatus()).isZero();
        assertThat(handled()).containsSubsequence("item-01", "item-02", "item-03", "item-04");
    }

    @Test
    void itsFunctionHasTheSettingsOfTheTriggerUnlessItIsGivenOthers() throws Exception {
        Path envVars = envVars("trigger");
        Files.writeString(folder.resolve("samconfig.toml"), """
                version = 0.1
                [default.deploy.parameters]
                parameter_overrides = ["BatchSize=1", "BatchingWindow=0"]
                [default.local_start_lambda.parameters]
                env_vars = "%s"
                """.formatted(envVars.getFileName()));
        start();
        failAt("trigger/item-01");
        write(items(1, 2));
        awaitDiscarded(1);
        awaitHandled("trigger/handled", 1);
        fix("trigger/item-01");
        Path others = envVars("others");
        failAt("others/item-01");

        Cli kept = run("redrive", "--env-vars", others.toString());
        Cli redriven = run("redrive");

        assertThat(kept.out()).as(kept.err()).endsWith("0 batches redriven, 0 records handled; 1 kept\n");
        assertThat(redriven.out()).as(redriven.err()).endsWith("1 batch redriven, 1 record handled; 0 kept\n");
        assertThat(folder.resolve("trigger/handled")).hasContent("item-02\nitem-01");
        assertThat(folder.resolve("handled")).doesNotExist();
    }

    /** Returns a file that gives the function another folder. */
    private Path envVars(String name) throws IOException {
        Path other = Files.createDirectory(folder.resolve(name));
        return Files.writeString(
                folder.resolve(name + ".json"), "{\"Handler\": {\"FOLDER\": \"%s\"}}".formatted(other));
    }

    @Test
    void interruptedAndKilledInTheMiddleItLosesNothing() throws Exception {
        start("BatchSize=1", "BatchingWindow=0");
        failAt("item-01");
        write(items(1, 1));
        awaitDiscarded(1);
        fix("item-01");
        failAt("hang");

        Process interrupted = begin("redrive");
        await().atMost(TriggerProcess.LIMIT).until(() -> Files.exists(folder.resolve("hangs")));
        new ProcessBuilder("kill", "-INT", String.valueOf(interrupted.pid()))
                .start()
                .waitFor();
        TriggerProcess.awaitEnd(interrupted);
        assertThat(run("failures").out()).as("after Ctrl-C").startsWith("1 message in ");

        fix("hangs");
        Process killed = begin("redrive");
        await().atMost(TriggerProcess.LIMIT).until(() -> Files.exists(folder.resolve("hangs")));
        killed.destroyForcibly().waitFor();
        fix("hang");
        Cli tooSoon = run("redrive");
        assertThat(tooSoon.out()).contains("about 1 are held by another reader, or by one that was killed");
        assertThat(tooSoon.exitStatus()).isEqualTo(1);

        await().atMost(TriggerProcess.LIMIT).until(() -> run("redrive").exitStatus() == 0);
        assertThat(handled()).containsOnly("item-01");
    }

    @Test
    void whatABucketGotIsRedrivenFromAFile() throws Exception {
        start("BatchSize=1");
        String event = """
                {"Records":[{"eventID":"1","eventName":"INSERT","eventSource":"aws:dynamodb","dynamodb":{"Keys":\
                {"id":{"S":"item-01"}},"SequenceNumber":"100000000000000074311379"}},{"dynamodb":{"Keys":{"id":{"S":"item-02"}},\
                "SequenceNumber":"100000000000000074311380"}}]}""";
        Map<String, Object> description = Map.of(
                "requestContext",
                Map.of("functionArn", "arn:aws:lambda:us-east-1:123456789012:function:Handler"),
                "timestamp",
                "2026-01-15T10:00:00.250Z",
                "DDBStreamBatchInfo",
                Map.of(
                        "shardId", "gone",
                        "startSequenceNumber", "100000000000000074311379",
                        "endSequenceNumber", "100000000000000074311380",
                        "approximateArrivalOfFirstRecord", "2026-01-15T09:58:00Z",
                        "approximateArrivalOfLastRecord", "2026-01-15T09:58:00Z",
                        "batchSize", 2,
                        "streamArn", "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/gone"),
                "payload",
                event);
        Path object = Files.write(folder.resolve("object"), new ObjectMapper().writeValueAsBytes(description));
        Path none = Files.writeString(folder.resolve("none"), "hello");

        Path events = folder.resolve("events");
        run("redrive", "--to-file", events.toString(), "--file", object.toString());
        assertThat(events.toFile().list())
                .as("one for each invocation, by the BatchSize that the trigger was given")
                .hasSize(2);

        Cli redriven = run("redrive", "--file", object.toString(), none.toString());

        assertThat(redriven.out())
                .contains("redriven: Handler, 2 of 2 records handled, from sequence number 100000000000000074311379\n")
                .contains("kept: " + none + ": it is not JSON: Unrecognized token 'hello'")
                .endsWith("1 batch redriven, 2 records handled; 1 kept\n");
        assertThat(redriven.exitStatus()).isEqualTo(1);
        assertThat(handled()).containsExactly("item-01", "item-02");
        assertThat(object).exists();
    }

    @Test
    void aMessageThatCannotBeReadIsNamedAndTheOthersGoOn() throws Exception {
        start("BatchSize=1", "BatchingWindow=0");
        failAt("item-01");
        write(items(1, 1));
        awaitDiscarded(1);
        fix("item-01");
        sendToQueue("[".repeat(2_000));
        sendToQueue("""
                {"requestContext":{"functionArn":"arn:aws:lambda:us-east-1:123456789012:function:Handler",\
                "condition":"\\u001b[2J"},"timestamp":"2026-01-15T10:00:00.250Z","DDBStreamBatchInfo":{"shardId":"gone",\
                "startSequenceNumber":"1","endSequenceNumber":"1","batchSize":1,\
                "approximateArrivalOfFirstRecord":"2026-01-15T09:58:00Z",\
                "approximateArrivalOfLastRecord":"2026-01-15T09:58:00Z",\
                "streamArn":"arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/\\u001b[2J"}}""");

        Cli failures = run("failures");
        assertThat(failures.exitStatus()).as(failures.err()).isZero();
        assertThat(failures.out())
                .startsWith("3 messages in ")
                .contains(
                        "RetryAttemptsExhausted",
                        ": it is not JSON: Document nesting depth (1001) exceeds",
                        "\\u001b[2J")
                .doesNotContain("\u001b");

        Cli redriven = run("redrive");
        assertThat(redriven.exitStatus()).as(redriven.err()).isEqualTo(1);
        assertThat(redriven.out())
                .as(redriven.err())
                .endsWith("1 batch redriven, 1 record handled; 2 kept\n")
                .doesNotContain("\u001b");
        assertThat(handled()).containsExactly("item-01");
    }

    private static void sendToQueue(String body) throws IOException {
        RunningTrigger running = RunFile.HERE.find().orElseThrow();
        try (SqsClient client = SqsClient.builder()
                .endpointOverride(running.sqs().orElseThrow())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.sendMessage(
                    send -> send.queueUrl(running.queues().get("FailedBatches")).messageBody(body));
        }
    }

    private void start(String... overrides) throws IOException {
        List<String> options = new ArrayList<>(List.of("--port", "0", "--sqs-port", "0", "-t", template.toString()));
        if (overrides.length > 0) {
            options.add("--parameter-overrides");
            options.addAll(List.of(overrides));
        }
        // In this folder, where the commands of this process find it.
        trigger = TriggerProcess.start(Path.of(""), options.toArray(String[]::new));
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

    private void awaitDiscarded(int batches) {
        await().atMost(TriggerProcess.LIMIT)
                .until(() -> trigger.lines("Mapping discarded ").size() == batches);
    }

    private void failAt(String item) {
        assertThat(folder.resolve(item).toFile().mkdir()).isTrue();
    }

    private void fix(String item) {
        assertThat(folder.resolve(item).toFile().delete()).isTrue();
    }

    /** Waits for what follows a discarded record: it is handled after the discarding is printed. */
    private void awaitHandled(String file, int items) {
        await().atMost(TriggerProcess.LIMIT).until(() -> handled(file).size() == items);
    }

    private List<String> handled() throws IOException {
        return handled("handled");
    }

    private List<String> handled(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Cli run(String... arguments) {
        return Cli.run(arguments);
    }

    /** Runs a command in a process of its own, which can be killed. */
    private static Process begin(String command) throws IOException {
        return new ProcessBuilder(TriggerJava.command(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
