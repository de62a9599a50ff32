package dev.streamecho.trigger.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.FailingHandler;
import dev.streamecho.trigger.cli.ModuleFolder;
import dev.streamecho.trigger.cli.TriggerJava;
import dev.streamecho.trigger.cli.TriggerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trigger record}, and what else looks at a running trigger, beside one that handles three changes. */
class RecordCommandTest {
    @TempDir
    private static Path folder;

    private static Path template;
    private static TriggerProcess trigger;

    @BeforeAll
    static void startATrigger() throws IOException {
        template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Orders:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: PAY_PER_REQUEST
                      StreamSpecification: {StreamViewType: NEW_IMAGE}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: %s
                      Handler: %s
                      Runtime: java17
                      Timeout: 60
                      Environment: {Variables: {FOLDER: %s}}
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties:
                            Stream: !GetAtt Orders.StreamArn
                            StartingPosition: LATEST
                            BatchSize: 1
                            MaximumRetryAttempts: 0
                            FunctionResponseTypes: [ReportBatchItemFailures]
                """.formatted(
                        ModuleFolder.testClasses(), FailingHandler.class.getName(), folder));
        Files.createFile(folder.resolve("2"));
        // In this folder, in which the other commands look for it.
        trigger = TriggerProcess.start(Path.of(""), "-t", template.toString(), "--port", "0", "--no-samconfig");
        for (String id : List.of("1", "2", "3")) {
            put(id);
        }
        trigger.awaitLine("EchoStream discarded 1 record");
        await().until(() -> trigger.lines("EchoStream > Echo: success").size() == 2);
    }

    @AfterAll
    static void endIt() {
        trigger.close();
    }

    @Test
    void aRecordingHasTheMaskedChangesAndTheirOutcomesAndCanBeReplayed() throws IOException {
        Path file = folder.resolve("orders.jsonl");

        Cli recorded = record(file, "--starting-position", "TRIM_HORIZON", "--max", "3", "--mask", "email");

        assertThat(recorded.out())
                .startsWith("Recording Orders; Ctrl-C ends it\nINSERT id=1\nINSERT id=2\nINSERT id=3\n")
                .endsWith("3 records and 3 outcomes in " + file + "\n");
        assertThat(recorded.exitStatus()).isZero();
        String whole = Files.readString(file);
        assertThat(whole).doesNotContain("@example.com");
        assertThat(whole.lines()).hasSize(6);
        assertThat(whole.lines().limit(3)).allMatch(line -> line.contains("\"email\":{\"S\":\"masked-"));
        assertThat(whole.lines().skip(3))
                .extracting(line ->
                        RecordingFormat.JSON.readTree(line).path("outcome").asText())
                .containsExactlyInAnyOrder("handled", "discarded", "handled");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);

        Cli replayed =
                Cli.run("replay", file.toString(), "-t", template.toString(), "-q", "--against", file.toString());
        assertThat(replayed.out()).endsWith("no difference from " + file + "\n");
        assertThat(replayed.exitStatus()).isZero();

        assertThat(record(file).err()).isEqualTo(file + " is there already: name another file, or delete it\n");
    }

    @Test
    void aMaskThatMatchesNothingIsSaid() {
        Cli cli = record(
                folder.resolve("unmasked.jsonl"),
                "-q",
                "--starting-position",
                "TRIM_HORIZON",
                "--max",
                "1",
                "--mask",
                "emial");

        assertThat(cli.out())
                .endsWith("--mask emial has matched nothing: look whether the file has what it was to mask\n");
        assertThat(cli.exitStatus()).isEqualTo(1);
    }

    @Test
    void ctrlCEndsARecordingWithAllThatWasWritten() throws Exception {
        Path file = folder.resolve("interrupted.jsonl");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(TriggerJava.command("record", file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().until(() -> Files.readString(output).contains("Recording Orders"));
            put("4");
            await().until(() -> Files.readString(output).contains("INSERT id=4"));
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();

            assertThat(TriggerProcess.awaitEnd(process)).isZero();
            assertThat(Files.readString(output, UTF_8)).endsWith("1 record and 1 outcome in " + file + "\n");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theStatusOfTheTriggerIsShown() throws IOException {
        // What the function makes of the last change may not be known yet.
        await().untilAsserted(() -> assertThat(Cli.run("status").out())
                .startsWith("%s, process %d: idle, everything that was written is handled\n"
                        .formatted(template, trigger.pid())));
        Cli text = Cli.run("status");
        assertThat(text.exitStatus()).isZero();
        assertThat(text.out())
                .contains("table Orders: stream of NEW_IMAGE\n")
                .contains("mapping EchoStream, Orders > Echo: Enabled\n")
                .contains("dynamodb at " + trigger.endpoint());

        JsonNode json = RecordingFormat.JSON.readTree(
                Cli.run("status", "--output", "json").out());
        assertThat(json.path("mappings").path(0).path("counts").path("dropped").asInt())
                .isEqualTo(1);
        assertThat(json.path("idle").isBoolean()).isTrue();
        assertThat(json.path("endpoints").path("dynamodb").asText())
                .isEqualTo(trigger.endpoint().toString());
    }

    @Test
    void whyIsAnsweredOfARecordThatWasSeenAndOfOneThatWasNot() throws IOException {
        Cli discarded = Cli.run("why", "id=2");
        assertThat(discarded.exitStatus()).isZero();
        assertThat(discarded.out().lines().findFirst().orElseThrow()).contains("discarded");
        assertThat(discarded.out().lines()).hasSizeGreaterThan(2);

        Cli unseen = Cli.run("why", "id=99", "--output", "json");
        assertThat(unseen.exitStatus()).isEqualTo(1);
        assertThat(RecordingFormat.JSON.readTree(unseen.out()).path("answer").asText())
                .isNotEmpty();
    }

    private static void put(String id) {
        assertThat(Cli.run("put", "{\"id\":\"%s\",\"email\":\"%s@example.com\"}".formatted(id, id))
                        .exitStatus())
                .isZero();
    }

    private static Cli record(Path file, String... options) {
        return Cli.run(Stream.concat(Stream.of("record", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }
}
