package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.table.KeptDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data directory of a version that gave DynamoDB Local's own sequence numbers: of eight records five are handled, and
 * the batch of the sixth and seventh has failed once.
 */
class EarlierVersionTest {
    private static final Path KEPT = ModuleFolder.resolve("src/test/resources/data-of-an-earlier-version");

    @TempDir
    private Path folder;

    private TriggerProcess trigger;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(KEPT)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("data").resolve(KEPT.relativize(file)));
            }
        }
        KeptDatabase.writtenBefore(folder.resolve("data"), Duration.ofHours(1));
        CountersTemplate.write(folder, ModuleFolder.testClasses(), table("Counters"), """
              Failing:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.streamecho.trigger.cli.FailingHandler
                  Environment: {Variables: {FOLDER: %s}}
                  Events:
                    Stream:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Counters.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 3
                        FunctionResponseTypes: [ReportBatchItemFailures]
            """.formatted(folder));
    }

    @AfterEach
    void end() {
        if (trigger != null) {
            trigger.close();
        }
    }

    @Test
    void itsCheckpointIsOneStillAndTheFailedBatchIsMadeAgain() throws IOException {
        start();

        await().until(() -> handled().size() == 3);
        assertThat(handled()).containsExactly("6", "7", "8");
        assertThat(Files.readAllLines(folder.resolve("invocations")).get(0))
                .contains("\"attempt\":2,\"batchSize\":2,\"startSequenceNumber\":\"1000000000000000000006\"");
        assertThat(trigger.lines("FailingStream: ")).isEmpty();
    }

    @Test
    void aCheckpointOlderThanEveryKeptRecordIsOfReusedNumbers() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/checkpoints"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
            }
        }

        start();

        await().until(() -> handled().size() == 8);
        assertThat(handled()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        trigger.awaitLine("FailingStream: ");
        assertThat(trigger.lines("FailingStream: "))
                .singleElement()
                .asString()
                .contains("renumbered; starting from the oldest one kept");
    }

    private void start() throws IOException {
        trigger = TriggerProcess.start(folder, "--port", "0", "--data-dir", "data", "--invocations", "invocations");
    }

    private List<String> handled() throws IOException {
        Path file = folder.resolve("handled");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
