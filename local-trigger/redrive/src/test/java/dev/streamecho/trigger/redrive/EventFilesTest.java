package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SimulatedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
    private final SimulatedStream stream = new SimulatedStream(() -> Instant.parse("2026-01-15T10:00:00Z"), "shard");
    private final TestDeployment deployment = new TestDeployment();

    @TempDir
    private Path folder;

    @Test
    void aBatchBecomesAnEventFile() throws IOException {
        ChangeRecord record = stream.write("shard", "Ada");

        Redriven result = save(folder.resolve("new/folder"), record);

        Path file = folder.resolve("new/folder/Simulated-000000000000000000001.json");
        assertThat(result).isEqualTo(new Redriven(1, 0, Optional.of("saved in " + file)));
        assertThat(file).hasContent("""
                {
                  "Records": [
                    {
                      "eventID": "339f0054c464adbede66198c3d3ba9f2",
                      "eventName": "INSERT",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-west-3",
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1768471200,
                        "Keys": {
                          "id": {
                            "S": "Ada"
                          }
                        },
                        "SequenceNumber": "000000000000000000001",
                        "SizeBytes": 3,
                        "StreamViewType": "KEYS_ONLY"
                      },
                      "eventSourceARN": "arn:aws:dynamodb:eu-west-3:123456789012:table/Simulated/stream/2026-01-15T09:30:00.123"
                    }
                  ]
                }
                """);
    }

    @Test
    void thereIsAFileForEachInvocation() {
        deployment.batchSize(1);

        save(folder, stream.write("shard", "1"), stream.write("shard", "2"));

        assertThat(folder)
                .isDirectoryContaining("glob:**/Simulated-000000000000000000001.json")
                .isDirectoryContaining("glob:**/Simulated-000000000000000000002.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadTheFilesOrTheirFolder() throws IOException {
        Path events = folder.resolve("new");

        save(events, stream.write("shard", "1"));

        assertThat(permissions(events)).isEqualTo("rwx------");
        assertThat(permissions(events.resolve("Simulated-000000000000000000001.json")))
                .isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> save(file, stream.write("shard", "1")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--to-file: " + file.resolve("Simulated-000000000000000000001.json"))
                .hasMessageEndingWith("; name another folder");
    }

    private Redriven save(Path where, ChangeRecord... records) {
        BatchDescription batch = TestDeployment.batch(records[0], records[records.length - 1], records.length);
        return new EventFiles(where).handle(batch, deployment.mapping(), List.of(records));
    }
}
