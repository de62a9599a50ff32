package dev.streamecho.trigger.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.FailingHandler;
import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trigger replay} with a function in a process of its own, which fails at the items that have a file in its folder. */
class ReplayCommandTest {
    @TempDir
    private Path folder;

    private Path recording;

    @BeforeEach
    void writeATemplateAndARecording() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), """
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
                            MaximumRetryAttempts: 1
                            FunctionResponseTypes: [ReportBatchItemFailures]
                            FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"Keys":{"id":{"S":[{"anything-but":"9"}]}}}}'}]}
                """.formatted(
                        ModuleFolder.testClasses(), FailingHandler.class.getName(), folder));
        recording = new Recorded()
                .change("1", 0)
                .change("2", 1)
                .change("9", 2)
                .change("3", 3)
                .write(folder.resolve("orders.jsonl"));
    }

    @Test
    void whatBecomesOfEachRecordIsComparedWithAnEarlierRun() throws IOException {
        Path before = folder.resolve("before.jsonl");
        Cli first = replay("--record-outcomes", before.toString());

        assertThat(first.out()).contains("EchoStream: 3 handled, 1 filtered\n");
        assertThat(first.exitStatus()).isZero();
        assertThat(Files.readAllLines(folder.resolve("handled"))).containsExactly("1", "2", "3");
        assertThat(Files.readAllLines(before))
                .hasSize(4)
                .first()
                .isEqualTo(
                        "{\"mapping\":\"EchoStream\",\"sequenceNumber\":\"%022d\",\"outcome\":\"handled\",\"attempts\":1}"
                                .formatted(100));

        Cli same = replay("-q", "--against", before.toString());
        assertThat(same.out()).isEqualTo("EchoStream: 3 handled, 1 filtered\nno difference from " + before + "\n");
        assertThat(same.exitStatus()).isZero();

        Files.createFile(folder.resolve("2"));
        Cli other = replay("-q", "--against", before.toString());
        assertThat(other.out())
                .contains("EchoStream: 2 handled, 1 filtered, 1 discarded\n")
                .contains(
                        "EchoStream: INSERT id=2 (sequence number %022d) was handled, is discarded (RetryAttemptsExhausted): "
                                        .formatted(101)
                                + "java.lang.IllegalStateException: cannot handle 2\n")
                .endsWith("1 difference from " + before + "\n");
        assertThat(other.exitStatus()).isEqualTo(1);
        assertThat(replay("-q").exitStatus()).isEqualTo(1);

        Cli json = replay("--output", "json", "--against", before.toString());
        JsonNode report = RecordingFormat.JSON.readTree(json.out());
        assertThat(report.path("records").asInt()).isEqualTo(4);
        assertThat(report.path("mappings").path("EchoStream").path("discarded").asInt())
                .isEqualTo(1);
        assertThat(report.path("differences")
                        .path(0)
                        .path("now")
                        .path("outcome")
                        .asText())
                .isEqualTo("discarded");
    }

    @Test
    void aMappingThatIsNamedTwiceGetsEachRecordOnce() throws IOException {
        Cli cli = replay("-q", "--mapping", "EchoStream", "--mapping", "EchoStream");

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEqualTo("EchoStream: 3 handled, 1 filtered\n");
        assertThat(Files.readAllLines(folder.resolve("handled"))).containsExactly("1", "2", "3");
    }

    @Test
    void aFileThatIsCutOffIsNotReplayed() throws IOException {
        String whole = Files.readString(recording);
        Files.writeString(recording, whole.substring(0, whole.length() - 20));

        assertMistake(
                replay(),
                recording + ", line 4: is cut off: nothing of it was used; delete that line to use the 3 before it");
        assertThat(folder.resolve("handled")).doesNotExist();
    }

    @Test
    void aFileThatIsNoRecordingIsNamedWithItsLine() throws IOException {
        Files.writeString(recording, "{\"Records\":[]}\n");
        assertMistake(replay(), recording + ", line 1: is not of a recording: it has neither a record nor an outcome");

        Files.write(
                recording,
                Stream.concat(new Recorded().change("1", 0).lines().stream(), Stream.of("hello", ""))
                        .toList());
        assertThat(replay().err()).startsWith(recording + ", line 2: is not JSON: ");

        Files.writeString(recording, "{\"record\":{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{}}}}\n");
        assertMistake(replay(), recording + ", line 1: has no shardId");

        Files.writeString(recording, "");
        assertMistake(replay(), recording + " has no record in it");

        Files.delete(recording);
        assertMistake(replay(), recording + ": no such file; ./trigger record makes one");
    }

    @Test
    void otherMistakesAreOneLine() {
        assertMistake(replay("--speed", "0"), "--speed 0.0: use a number over 0, such as 1 or 10");
        assertMistake(
                replay("--mapping", "Nobody"),
                "--mapping: Nobody is not a mapping on a table's stream; %s/template.yaml has EchoStream"
                        .formatted(folder));
        assertMistake(
                replay("--against", recording.toString()),
                "--against %s: it has no outcomes; ./trigger replay --record-outcomes writes some"
                        .formatted(recording));
        assertMistake(
                replay("--record-outcomes", recording.toString()),
                recording + " is there already: name another file, or delete it");
    }

    private Cli replay(String... options) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "replay",
                                recording.toString(),
                                "-t",
                                folder.resolve("template.yaml").toString(),
                                "--no-samconfig"),
                        Stream.of(options))
                .toList();
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static void assertMistake(Cli cli, String line) {
        assertThat(cli.err().lines()).containsExactly(line);
        assertThat(cli.exitStatus()).isEqualTo(2);
    }
}
