package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --detach}, {@code wait} and {@code stop}, as a script uses them. */
class RunDetachedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
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
                  Runtime: java17
                  CodeUri: %s
                  Handler: dev.streamecho.trigger.cli.RunDetachedTest$Reader::handle
                  MemorySize: 128
                  Timeout: 60
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST, BatchSize: 1}
            """;

    @TempDir
    private Path folder;

    private Optional<ProcessHandle> run = Optional.empty();

    /** Takes as long as a person would notice. */
    public static final class Reader {
        public void handle(Map<String, Object> event) throws InterruptedException {
            Thread.sleep(300);
            System.out.println("handled");
        }
    }

    @AfterEach
    void kill() {
        run.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void aScriptStartsItWaitsForWhatItWroteAndStopsIt() throws Exception {
        writeTemplate();

        CommandProcess start = command("run", "--detach", "--port", "0");

        assertThat(start.err()).isEmpty();
        assertThat(start.status()).isZero();
        assertThat(start.out())
                .anyMatch(line -> line.startsWith("DynamoDB at http://127.0.0.1:") && line.endsWith(", table Changes"))
                .last()
                .asString()
                .matches(
                        "Runs in the background as process \\d+, and prints to \\.trigger/run\\.log; \\./trigger stop ends it");
        JsonNode ready = JSON.readTree(command("wait", "--output", "json").out().get(0));
        run = ProcessHandle.of(ready.path("pid").asLong());
        assertThat(ready.at("/endpoints/dynamodb").asText()).startsWith("http://127.0.0.1:");

        // As Ctrl-C in the terminal does, and its end.
        signal("INT");
        signal("HUP");
        for (int i = 0; i < 3; i++) {
            assertThat(command("put", "{\"id\":\"%d\"}".formatted(i)).status()).isZero();
        }
        assertThat(command("wait", "--idle")).isEqualTo(new CommandProcess(0, List.of("Idle"), List.of()));
        // What a function prints comes on another way than its answer.
        await().untilAsserted(() -> assertThat(Files.readAllLines(folder.resolve(".trigger/run.log")))
                .filteredOn(line -> line.equals("Reader | handled"))
                .hasSize(3));

        CommandProcess second = command("run", "--detach", "--port", "0", "-t", "other.yaml");
        assertThat(second)
                .isEqualTo(new CommandProcess(
                        2, List.of(), List.of("other.yaml: no such file; name the template with -t")));

        assertThat(command("stop"))
                .isEqualTo(new CommandProcess(
                        0, List.of("Stopped process " + run.orElseThrow().pid()), List.of()));
        assertThat(run.orElseThrow().isAlive()).isFalse();
        assertThat(folder.resolve(".trigger/run.json")).doesNotExist();
    }

    @Test
    void whereNothingRunsStopIsDoneAndWaitFails() throws Exception {
        assertThat(command("stop"))
                .isEqualTo(new CommandProcess(0, List.of("no trigger runs in this folder"), List.of()));
        assertThat(command("wait", "--timeout", "10ms"))
                .isEqualTo(
                        new CommandProcess(
                                1,
                                List.of(),
                                List.of(
                                        "no trigger runs in this folder after 10.0 ms; start one with ./trigger run --detach")));
    }

    @Test
    void aRunWhoseLogCannotBeNamedIsNotLeftBehind() throws Exception {
        writeTemplate();
        Files.createDirectories(folder.resolve(".trigger/run.log/in-the-way"));

        CommandProcess start = command("run", "--detach", "--port", "0");

        assertThat(start.status()).isEqualTo(2);
        assertThat(start.err())
                .singleElement()
                .asString()
                .startsWith("a run cannot be started in the background here: java.nio.file.");
        await().untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("-Dtrigger.detached=true"))
                        .filter(process -> folder.equals(folderOf(process))))
                .isEmpty());
    }

    private void writeTemplate() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(ModuleFolder.testClasses()));
    }

    private static Path folderOf(ProcessHandle process) {
        try {
            return Path.of("/proc", String.valueOf(process.pid()), "cwd").toRealPath();
        } catch (IOException e) {
            // It has ended, or this is not Linux.
            return Path.of("");
        }
    }

    private CommandProcess command(String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(folder, arguments);
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(run.orElseThrow().pid()))
                .start()
                .waitFor();
    }
}
