package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestMapping.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDestinationTest {
    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

    @TempDir
    private Path current;

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sqs:us-east-1:1:Letters", "arn:aws:sns:us-east-1:1:Letters"})
    void queueAndTopicGetOneFileAMessage(String arn) throws IOException {
        DiscardedBatch batch = discarded(arn, 1, "2026-01-15T10:02:03.5Z");

        destination().send(batch);

        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(current.relativize(file).toString())
                    .matches("\\.trigger/Letters/2026-01-15T10\\.02\\.03\\.500000000Z-" + UUID_FORM + "\\.json");
            assertThat(file).hasBinaryContent(OnFailureMessage.json(batch));
        });
    }

    @Test
    void bucketGetsAnObjectWithItsKeyAsPath() throws IOException {
        DiscardedBatch batch = discarded("arn:aws:s3:::letters", 1, "2026-01-15T10:02:03.5Z");

        destination().send(batch);

        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(current.relativize(file).toString())
                    .matches("\\.trigger/letters/aws/lambda/" + batch.mapping().uuid()
                            + "/shardId-1/2026/01/15/2026-01-15T10\\.02\\.03-" + UUID_FORM);
            assertThat(file).hasBinaryContent(OnFailureMessage.jsonWithPayload(batch));
        });
    }

    @Test
    void aShardsIdIsNoPath() throws IOException {
        DiscardedBatch batch = discarded("arn:aws:s3:::letters", 1, "2026-01-15T10:02:03.5Z");

        destination()
                .send(new DiscardedBatch(
                        batch.mapping(),
                        "../../../../../../x",
                        batch.condition(),
                        batch.approximateInvokeCount(),
                        batch.requestId(),
                        batch.functionError(),
                        batch.records(),
                        batch.at()));

        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(current.relativize(file))
                        .startsWithRaw(Path.of(".trigger", "letters", "aws", "lambda")));
    }

    @Test
    void namesSortInTheOrderOfTheMessagesWhateverTheClockDoes() throws IOException {
        FileDestination destination = destination();
        for (int i = 0; i < 20; i++) {
            String at = i < 10 ? "2026-01-15T10:02:03Z" : "2026-01-15T10:02:02Z";
            destination.send(discarded("arn:aws:sqs:us-east-1:1:Letters", i, at));
        }

        assertThat(files().stream().sorted())
                .extracting(Files::readString)
                .zipSatisfy(
                        IntStream.range(0, 20).boxed().toList(),
                        (message, i) -> assertThat(message).contains("\"startSequenceNumber\":\"" + i + "\""));
    }

    @Test
    void mappingWithoutADestinationLeavesNoFile() throws IOException {
        destination().send(discarded(mapping().build(), 1, "2026-01-15T10:02:03Z"));

        assertThat(files()).isEmpty();
    }

    @Test
    void folderIsKnownBeforeThereIsAMessage() {
        DiscardedBatch queue = discarded("arn:aws:sqs:us-east-1:1:Letters", 1, "2026-01-15T10:02:03Z");
        DiscardedBatch none = discarded(mapping().build(), 1, "2026-01-15T10:02:03Z");

        assertThat(destination().placeOf(queue.mapping()))
                .contains(current.resolve(".trigger/Letters").toString());
        assertThat(destination().placeOf(none.mapping())).isEmpty();
    }

    @Test
    void placeThatCannotBeWrittenIsAnErrorToTryAgain() throws IOException {
        Files.createFile(current.resolve(".trigger"));

        assertThatIOException()
                .isThrownBy(() ->
                        destination().send(discarded("arn:aws:sqs:us-east-1:1:Letters", 1, "2026-01-15T10:02:03Z")));
    }

    private FileDestination destination() {
        return new FileDestination(current.resolve(".trigger"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(current)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static DiscardedBatch discarded(String destination, int sequenceNumber, String at) {
        return discarded(mapping().onFailureDestination(destination).build(), sequenceNumber, at);
    }

    private static DiscardedBatch discarded(EventSourceMapping mapping, int sequenceNumber, String at) {
        ChangeRecord record = new ChangeRecord(
                new SequenceNumber(Integer.toString(sequenceNumber)),
                Instant.parse("2026-01-15T10:00:00Z"),
                "{}",
                "{}".getBytes(StandardCharsets.UTF_8));
        return new DiscardedBatch(
                mapping,
                "shardId-1",
                "RetryAttemptsExhausted",
                2,
                Optional.of("id"),
                Optional.of(true),
                List.of(record),
                Instant.parse(at));
    }
}
