package dev.streamecho.trigger.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void tablesAndStreamsOutlastTheTrigger() {
        Path path = folder.resolve("made/when/missing");
        String streamArn;
        SequenceNumber newest;
        try (TestDynamoDb first = TestDynamoDb.start(path)) {
            EventStream stream = first.createTable("Kept", StreamViewType.KEYS_ONLY);
            first.put("Kept", "{\"id\":\"1\"}");
            first.put("Kept", "{\"id\":\"2\"}");
            streamArn = stream.arn();
            newest = records(stream, new Position.TrimHorizon()).get(1).sequenceNumber();
        }

        try (TestDynamoDb second = TestDynamoDb.start(path)) {
            second.put("Kept", "{\"id\":\"3\"}");
            EventStream stream = second.local().stream(streamArn);
            assertThat(records(stream, new Position.TrimHorizon())).hasSize(3);
            assertThat(records(stream, new Position.After(newest)))
                    .extracting(ChangeRecord::itemKey)
                    .containsExactly("{\"id\":{\"S\":\"3\"}}");
        }
    }

    @Test
    void everyAcknowledgedWriteOutlastsAKilledTrigger() throws Exception {
        Path data = folder.resolve("data");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        data.toString())
                .redirectErrorStream(true);
        // With it, Java prints a line of its own.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process writer = builder.start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output = writer.inputReader(UTF_8)) {
            for (int i = 0; i < 50; i++) {
                acknowledged.add(output.readLine());
            }
            assertThatThrownBy(() -> DataDirectory.open(data))
                    .isInstanceOf(UserError.class)
                    .hasMessage(data
                            + " is in use by another trigger; stop that one, or name another folder with --data-dir");
            // Not through the process itself, which would close its output at once.
            writer.toHandle().destroyForcibly();
            output.lines().forEach(acknowledged::add);
        } finally {
            writer.destroyForcibly().waitFor();
        }

        assertThat(acknowledged).as("nothing else was printed").allMatch(line -> line.matches("[0-9]+"));
        assertThat(temporary).isEmptyDirectory();
        try (TestDynamoDb again = TestDynamoDb.start(data)) {
            EventStream stream = again.local().stream(again.describe("Written").latestStreamArn());
            assertThat(records(stream, new Position.TrimHorizon()))
                    .extracting(ChangeRecord::itemKey)
                    .containsAll(acknowledged.stream()
                            .map(id -> "{\"id\":{\"S\":\"%s\"}}".formatted(id))
                            .toList());
            assertThat(again.describe("Written").itemCount()).isGreaterThanOrEqualTo(acknowledged.size());
        }
    }

    /** Writes items until it is killed, and prints the id of each one that was written. */
    static final class Writer {
        public static void main(String[] folder) {
            TestDynamoDb dynamoDb = TestDynamoDb.start(Path.of(folder[0]));
            dynamoDb.createTable("Written", StreamViewType.KEYS_ONLY);
            for (int id = 1; id <= 1_000_000; id++) {
                Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS(Integer.toString(id)));
                dynamoDb.http().putItem(put -> put.tableName("Written").item(item));
                System.out.println(id);
            }
        }
    }

    @Test
    void otherUsersCannotReadIt() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path path = folder.resolve("data");
        try (TestDynamoDb dynamoDb = TestDynamoDb.start(path)) {
            dynamoDb.createTable("Kept", StreamViewType.KEYS_ONLY);
        }

        assertThat(permissions(path)).isEqualTo("rwx------");
        assertThat(permissions(path.resolve("shared-local-instance.db"))).isEqualTo("rw-------");
        assertThat(permissions(path.resolve("trigger.lock"))).isEqualTo("rw-------");
    }

    @Test
    void inAFolderOfTheUserWhatIsKeptIsTakenFromOthers() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path path = Files.createDirectory(
                folder.resolve("mine"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createDirectory(path.resolve("queues"));
        Path other = Files.createFile(
                path.resolve("other"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        TestDynamoDb.start(path).close();

        assertThat(permissions(path)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(other)).isEqualTo("rw-r--r--");
        assertThat(permissions(path.resolve("shared-local-instance.db"))).isEqualTo("rw-------");
        assertThat(permissions(path.resolve("queues"))).isEqualTo("rwx------");
        assertThat(permissions(path.resolve("checkpoints"))).isEqualTo("rwx------");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aFileInItsPlaceIsTheUsersToFix() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(UserError.class)
                .hasMessage(file + " is not a folder; name another one with --data-dir");
    }

    @Test
    void aDatabaseThatIsNoneIsTheUsersToFix() throws IOException {
        Files.writeString(folder.resolve("shared-local-instance.db"), "not a database, but as long as one\n".repeat(9));

        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> LocalDynamoDb.start(
                            TestDynamoDb.OWNER, 0, Optional.of(directory), Access.LOOPBACK, line -> {}))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("DynamoDB Local cannot open its database in " + folder + " (")
                    .hasMessageContaining("file is encrypted or is not a database")
                    .hasMessageEndingWith("); name another folder with --data-dir");
        }
    }

    private static List<ChangeRecord> records(EventStream stream, Position position) {
        String iterator = stream.shardIterator(stream.shards().get(0).id(), position);
        return stream.records(iterator, 1_000).records();
    }
}
