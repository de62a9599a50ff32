package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckpointsTest {
    private static final String STREAM = "arn:aws:dynamodb:us-east-1:1:table/Orders/stream/2026-01-15T09:30:00.123";
    private static final String FOLDER = "checkpoints/Stream/Orders_stream_2026-01-15T09_30_00.123";

    @TempDir
    private Path dataDir;

    static Stream<Checkpoint> checkpoints() {
        TriedBatch whole = new TriedBatch(new SequenceNumber("101"), new SequenceNumber("110"), 2, 3, "request", true);
        TriedBatch half = new TriedBatch(new SequenceNumber("111"), new SequenceNumber("115"), 0, 0, "other", false);
        TumblingWindow window = new TumblingWindow(
                Instant.parse("2026-01-15T10:00:00Z"), Instant.parse("2026-01-15T10:01:00Z"), "{\"sum\":\"1 \\\" 2\"}");
        return Stream.of(
                new Checkpoint.ShardEnd(),
                new Checkpoint.At(new Position.TrimHorizon()),
                new Checkpoint.At(new Position.Latest()),
                new Checkpoint.At(new Position.At(new SequenceNumber("100"))),
                new Checkpoint.At(new Position.After(new SequenceNumber("100000000000000074315513"))),
                new Checkpoint.At(
                        new Position.After(new SequenceNumber("100")), List.of(whole, half), Optional.empty()),
                new Checkpoint.At(new Position.After(new SequenceNumber("100")), List.of(), Optional.of(window)),
                new Checkpoint.At(new Position.TrimHorizon(), List.of(whole), Optional.of(window)));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void theNextProcessFindsWhatWasSaved(Checkpoint checkpoint) throws IOException {
        open().save("shardId-1", new Checkpoint.At(new Position.After(new SequenceNumber("99"))));
        open().save("shardId-1", checkpoint);

        assertThat(open().of("shardId-1")).contains(checkpoint);
    }

    @Test
    void whatWasSavedIsThereAtOnce() throws IOException {
        FileCheckpoints checkpoints = open();
        Checkpoint checkpoint = new Checkpoint.At(new Position.After(new SequenceNumber("100")));

        checkpoints.save("shardId-1", checkpoint);

        assertThat(checkpoints.of("shardId-1")).contains(checkpoint);
        assertThat(checkpoints.of("shardId-2")).isEmpty();
        assertThat(checkpoints.shardIds()).containsExactly("shardId-1");
        assertThat(checkpoints.outlastProcess()).isTrue();
    }

    @Test
    void aShardsIdIsNoPath() throws IOException {
        Checkpoint checkpoint = new Checkpoint.At(new Position.After(new SequenceNumber("100")));

        open().save("../../../x", checkpoint);

        assertThat(open().shardIds()).containsExactly("../../../x");
        assertThat(open().of("../../../x")).contains(checkpoint);
        assertThat(dataDir.resolve(FOLDER)).isDirectoryContaining("glob:**%2E.%2F*.jsonl");
    }

    @Test
    void otherUsersCannotReadThem() throws IOException {
        assumeTrue(Files.getFileStore(dataDir).supportsFileAttributeView("posix"));

        open().save("shardId-1", new Checkpoint.At(new Position.After(new SequenceNumber("100"))));

        Path streamFolder = dataDir.resolve(FOLDER);
        assertThat(permissions(streamFolder.resolve("shardId-1.jsonl"))).isEqualTo("rw-------");
        assertThat(permissions(streamFolder)).isEqualTo("rwx------");
        assertThat(permissions(streamFolder.getParent())).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aMappingThatIsNewHasNone() {
        assertThat(open().shardIds()).isEmpty();
    }

    @Test
    void anotherMappingAndAnotherStreamHaveTheirOwn() throws IOException {
        open().save("shardId-1", new Checkpoint.ShardEnd());

        assertThat(FileCheckpoints.open(
                                dataDir,
                                mapping().logicalId("Other").streamArn(STREAM).build())
                        .shardIds())
                .isEmpty();
        assertThat(FileCheckpoints.open(
                                dataDir,
                                mapping()
                                        .logicalId("Stream")
                                        .streamArn(STREAM.replace("09:30", "09:31"))
                                        .build())
                        .shardIds())
                .isEmpty();
        assertThat(open().shardIds()).containsExactly("shardId-1");
    }

    @Test
    void aFileSaysInTheServicesWordsWhereTheShardStands() throws IOException {
        open().save("shardId-1", new Checkpoint.At(new Position.After(new SequenceNumber("100"))));

        assertThat(dataDir.resolve(FOLDER + "/shardId-1.jsonl"))
                .hasContent(
                        "{\"shardId\":\"shardId-1\",\"position\":\"AFTER_SEQUENCE_NUMBER\",\"sequenceNumber\":\"100\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"shardId\":\"shardId-1\",\"position\":\"SHARD_END\"}"})
    void aLineThatWasNotFinishedWhenTheProcessWasKilledIsPassedOver(String unfinished) throws IOException {
        Checkpoint checkpoint = new Checkpoint.At(new Position.After(new SequenceNumber("100")));
        open().save("shardId-1", new Checkpoint.At(new Position.After(new SequenceNumber("99"))));
        FileCheckpoints checkpoints = open();
        checkpoints.save("shardId-1", checkpoint);
        Files.writeString(dataDir.resolve(FOLDER + "/shardId-1.jsonl"), unfinished, StandardOpenOption.APPEND);

        FileCheckpoints next = open();
        assertThat(next.of("shardId-1")).contains(checkpoint);

        next.save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().of("shardId-1")).contains(new Checkpoint.ShardEnd());
    }

    @Test
    void linesThatALossOfPowerLeftInPartArePassedOver() throws IOException {
        Checkpoint checkpoint = new Checkpoint.At(new Position.After(new SequenceNumber("100")));
        open().save("shardId-1", checkpoint);
        Files.writeString(
                dataDir.resolve(FOLDER + "/shardId-1.jsonl"),
                "\0\0\0\0\0\0\n\0\0\"sequenceNumber\":\"102\"}\n",
                StandardOpenOption.APPEND);

        assertThat(open().of("shardId-1")).contains(checkpoint);
    }

    @Test
    void anotherStreamOfTheTableIsNoticed() throws IOException {
        assertThat(open().areOfOtherStreamsToo()).isFalse();
        FileCheckpoints.open(
                        dataDir,
                        mapping()
                                .logicalId("Stream")
                                .streamArn(STREAM.replace("Orders", "Orders2"))
                                .build())
                .save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().areOfOtherStreamsToo()).isFalse();
        FileCheckpoints.open(
                        dataDir,
                        mapping()
                                .logicalId("Stream")
                                .streamArn(STREAM.replace("09:30", "09:29"))
                                .build())
                .save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().areOfOtherStreamsToo()).isTrue();
        open().save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().areOfOtherStreamsToo()).isTrue();
    }

    @Test
    void aFileThatWasNotFinishedWhenTheProcessWasKilledIsPassedOver() throws IOException {
        open();
        Files.writeString(dataDir.resolve(FOLDER + "/.shardId-1.jsonl.unfinished"), "{\"shardId\":\"sha");

        FileCheckpoints checkpoints = open();
        assertThat(checkpoints.shardIds()).isEmpty();

        checkpoints.save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().of("shardId-1")).contains(new Checkpoint.ShardEnd());
    }

    @Test
    void aFileStaysSmallHoweverManyCheckpointsWereSaved() throws IOException {
        FileCheckpoints checkpoints = open();
        for (int i = 1; i <= 3_000; i++) {
            saveAfter(checkpoints, "shardId-1", i);
        }

        assertThat(Files.size(dataDir.resolve(FOLDER + "/shardId-1.jsonl"))).isLessThanOrEqualTo(64 * 1024);
        assertThat(open().of("shardId-1")).contains(new Checkpoint.At(new Position.After(new SequenceNumber("3000"))));
    }

    @RepeatedTest(3)
    void aProcessThatIsKilledLeavesWhatItSavedLast(RepetitionInfo repetition) throws IOException {
        String enough = Integer.toString(100 * repetition.getCurrentRepetition());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Saver.class.getName(),
                        dataDir.toString())
                .redirectErrorStream(true)
                .start();
        String lastSaved = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastSaved = line;
                if (line.equals(enough)) {
                    // By its handle, because the process itself would close what it printed last.
                    process.toHandle().destroyForcibly();
                }
            }
        }

        Checkpoint.At found = (Checkpoint.At) open().of("shardId-1").orElseThrow();

        int after = Integer.parseInt(
                ((Position.After) found.position()).sequenceNumber().digits());
        assertThat(after).isBetween(Integer.parseInt(lastSaved), Integer.parseInt(lastSaved) + 1);
    }

    /** Saves one checkpoint after the other and says so. */
    static final class Saver {
        public static void main(String[] arguments) {
            FileCheckpoints checkpoints = openIn(Path.of(arguments[0]));
            for (int i = 1; i <= 100_000; i++) {
                saveAfter(checkpoints, "shardId-1", i);
                System.out.println(i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                                                    | it has no shardId
            {'shardId':'shardId-1','position':'TRIM_HO                            | Unexpected end-of-input: was expecting closing quote for a string value (line 1, column 43)
            []                                                                    | it has no shardId
            {'shardId':'shardId-2','position':'SHARD_END'}                        | it is of the shard shardId-2
            {'shardId':'shardId-1'}                                               | it has no position
            {'shardId':'shardId-1','position':'SOMEWHERE'}                        | its position is SOMEWHERE
            {'shardId':'shardId-1','position':'AT_SEQUENCE_NUMBER'}               | it has no sequenceNumber
            {'shardId':'shardId-1','position':'AT_SEQUENCE_NUMBER','sequenceNumber':'x'} | sequenceNumber is not a sequence number
            {'shardId':'shardId-1','position':'LATEST','tried':[1]}               | it has no startSequenceNumber
            {'shardId':'shardId-1','position':'LATEST','window':{'start':'now'}}  | start is not a time
            """)
    void aFileThatIsNotACheckpointIsAnErrorThatNamesIt(String content, String reason) throws IOException {
        open();
        Path file = Files.writeString(dataDir.resolve(FOLDER + "/shardId-1.jsonl"), content.replace('\'', '"'));

        assertThatThrownBy(this::open)
                .isInstanceOf(UserError.class)
                .hasMessage(file + " is not a checkpoint: " + reason
                        + "; delete it, and its shard is read from the beginning");
    }

    @Test
    void aFileThatDoesNotBelongThereIsAnErrorThatNamesIt() throws IOException {
        open();
        Path file = Files.createFile(dataDir.resolve(FOLDER + "/notes.txt"));

        assertThatThrownBy(this::open)
                .isInstanceOf(UserError.class)
                .hasMessage(file + " is not a checkpoint; move it to another folder");
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Files.createFile(dataDir.resolve("checkpoints"));

        assertThatThrownBy(this::open)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the checkpoints in %s cannot be read: ".formatted(dataDir.resolve(FOLDER)));
    }

    @Test
    void aFirstCheckpointThatCannotBeSavedIsNone() throws IOException {
        FileCheckpoints checkpoints = open();
        Files.createDirectory(dataDir.resolve(FOLDER + "/.shardId-1.jsonl.unfinished"));

        assertThatIOException().isThrownBy(() -> checkpoints.save("shardId-1", new Checkpoint.ShardEnd()));

        assertThat(checkpoints.of("shardId-1")).isEmpty();
        assertThat(open().shardIds()).isEmpty();
    }

    @Test
    void aCheckpointThatCannotBeSavedIsTheOneBeforeUntilItCan() throws IOException {
        FileCheckpoints checkpoints = open();
        Checkpoint before = new Checkpoint.At(new Position.After(new SequenceNumber("100")));
        checkpoints.save("shardId-1", before);
        Path file = dataDir.resolve(FOLDER + "/shardId-1.jsonl");
        Files.delete(file);
        Files.createDirectory(file);

        assertThatIOException().isThrownBy(() -> checkpoints.save("shardId-1", new Checkpoint.ShardEnd()));
        assertThat(checkpoints.of("shardId-1")).contains(before);

        Files.delete(file);
        checkpoints.save("shardId-1", new Checkpoint.ShardEnd());
        assertThat(open().of("shardId-1")).contains(new Checkpoint.ShardEnd());
    }

    @Test
    void shardsAreSavedByThreadsOfTheirOwn() {
        FileCheckpoints checkpoints = open();

        IntStream.range(0, 8).parallel().forEach(shard -> {
            for (int i = 1; i <= 50; i++) {
                saveAfter(checkpoints, "shardId-" + shard, i);
            }
        });

        FileCheckpoints next = open();
        assertThat(next.shardIds())
                .hasSize(8)
                .allSatisfy(shard -> assertThat(next.of(shard))
                        .contains(new Checkpoint.At(new Position.After(new SequenceNumber("50")))));
    }

    private static void saveAfter(FileCheckpoints checkpoints, String shardId, int sequenceNumber) {
        try {
            checkpoints.save(
                    shardId,
                    new Checkpoint.At(new Position.After(new SequenceNumber(Integer.toString(sequenceNumber)))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FileCheckpoints open() {
        return openIn(dataDir);
    }

    private static FileCheckpoints openIn(Path dataDir) {
        return FileCheckpoints.open(
                dataDir, mapping().logicalId("Stream").streamArn(STREAM).build());
    }
}
