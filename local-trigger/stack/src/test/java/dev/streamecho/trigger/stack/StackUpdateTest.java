package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.HeardListener;
import dev.streamecho.trigger.control.MappingStatus.State;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stack runs while its definition is changed. */
class StackUpdateTest {
    private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: java25
                CodeUri: %s
                Handler: dev.streamecho.trigger.control.KeysHandler::handle
                Timeout: 20
            Resources:
              Changes:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Jobs: {Type: AWS::SQS::Queue}
              Others: {Type: AWS::SQS::Queue}
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  MemorySize: 256
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST, BatchSize: 1}
                    Jobs:
                      Type: SQS
                      Properties: {Queue: !GetAtt Jobs.Arn, Enabled: false, BatchSize: 2}
              Elsewhere:
                Type: AWS::Serverless::Function
                Properties:
                  PackageType: Image
                  ImageUri: example.com/image
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST}
              Uncalled:
                Type: AWS::Serverless::Function
                Properties:
                  MemorySize: 128
            """.formatted(CLASSES);

    @TempDir
    private Path folder;

    private final HeardListener listener = new HeardListener();
    private StackSettings settings;
    private StackRun stack;

    @BeforeEach
    void start() throws IOException {
        settings = StackSettings.builder(folder.resolve(".trigger"))
                .dataDir(folder.resolve("data"))
                .build();
        stack = new StackRun(read(TEMPLATE), settings, listener);
        stack.start();
        stack.follow(() -> Template.read(folder.resolve("template.yaml"), Map.of(), "us-east-1"), List.of());
    }

    @AfterEach
    void end() {
        stack.close();
    }

    private Template read(String content) throws IOException {
        write(content);
        return Template.read(folder.resolve("template.yaml"), Map.of(), "us-east-1");
    }

    /** Nobody reads a half of it. */
    private void write(String content) throws IOException {
        Path whole = Files.writeString(folder.resolve("template.whole"), content);
        Files.move(whole, folder.resolve("template.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitNotice(String line) {
        await().until(() -> listener.notices(), notices -> notices.stream().anyMatch(one -> one.contains(line)));
    }

    private ControlledStreamMapping onTable() {
        return (ControlledStreamMapping)
                stack.control().mapping("ReaderChanges").orElseThrow();
    }

    private ControlledQueueMapping onQueue() {
        return (ControlledQueueMapping) stack.control().mapping("ReaderJobs").orElseThrow();
    }

    @Test
    void aFunctionThatIsLeftOutHindersNoUpdateOfTheOthers() throws IOException {
        write(TEMPLATE.replace("Timeout: 20", "Timeout: 10"));

        awaitNotice("Reader: was updated: Timeout");
        awaitNotice("Uncalled: was updated: Timeout");
        assertThat(listener.notices()).noneMatch(line -> line.startsWith("Elsewhere: was updated"));
        assertThat(listener.notices()).noneMatch(line -> line.contains("stays as it was"));
    }

    @Test
    void whatAwsWouldRefuseChangesNothing() throws IOException {
        write(TEMPLATE.replace("MemorySize: 256", "MemorySize: 512")
                .replace("Enabled: false, BatchSize: 2", "BatchSize: 20"));
        awaitNotice("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10"
                + "; what runs stays as it was");

        write(TEMPLATE.replace("BatchSize: 1}", "BatchSize: 5}"));
        awaitNotice("ReaderChanges: was updated");
        assertThat(onTable().configuration().batching().batchSize()).isEqualTo(5);
        assertThat(listener.notices()).noneMatch(line -> line.startsWith("Reader: was updated"));
    }

    @Test
    void aMappingStaysOnItsQueueUntilTheNextStart() throws IOException {
        write(TEMPLATE.replace(
                "Queue: !GetAtt Jobs.Arn, Enabled: false, BatchSize: 2", "Queue: !GetAtt Others.Arn, BatchSize: 3"));

        awaitNotice(
                "ReaderJobs: with another EventSourceArn, AWS replaces the mapping; here that takes effect at the next start");
        await().until(() -> onQueue().status().state() == State.ENABLED);
        assertThat(onQueue().configuration().batching().batchSize()).isEqualTo(3);
        assertThat(onQueue().sourceArn()).endsWith(":Jobs");
    }

    @Test
    void whatARunKeepsIsAmongItsOwnFiles() throws IOException {
        stack.client()
                .orElseThrow()
                .putItem(request -> request.tableName("Changes").item(Map.of("id", AttributeValue.fromS("1"))));
        await().until(() -> listener.printed().contains("{id={S=1}}"));
        stack.close();

        try (Stream<Path> kept = Files.list(folder.resolve("data"))) {
            assertThat(settings.runFiles()).containsAll(kept.toList());
        }
    }
}
