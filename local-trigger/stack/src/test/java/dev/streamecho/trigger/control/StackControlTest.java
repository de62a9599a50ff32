package dev.streamecho.trigger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.MappingStatus.State;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.NewPosition;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running stack is controlled. Each test has items of its own, and leaves the mapping as it was. */
class StackControlTest {
    private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final String HANDLER = Path.of("dev", "streamecho", "trigger", "control", "KeysHandler.class")
            .toString();

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
              Jobs:
                Type: AWS::SQS::Queue
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties:
                        {Stream: !GetAtt Changes.StreamArn, StartingPosition: TRIM_HORIZON, BatchSize: 1, MaximumRetryAttempts: 1}
                    Jobs:
                      Type: SQS
                      Properties: {Queue: !GetAtt Jobs.Arn, Enabled: false}
              Later:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: later
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Changes.StreamArn, StartingPosition: LATEST}
            """;

    @TempDir
    private static Path folder;

    private static final HeardListener LISTENER = new HeardListener();
    private static StackRun stack;

    @BeforeAll
    static void start() throws Exception {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, TEMPLATE.formatted(CLASSES));
        stack = new StackRun(
                Template.read(template, Map.of(), "us-east-1"),
                StackSettings.builder(folder.resolve(".trigger"))
                        .lambdaPort(0)
                        .retryDelay(Duration.ofMillis(10))
                        .build(),
                LISTENER);
        stack.start();
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    private static ControlledStreamMapping mapping() {
        return (ControlledStreamMapping)
                stack.control().mapping("ReaderChanges").orElseThrow();
    }

    private static ControlledQueueMapping onQueue() {
        return (ControlledQueueMapping) stack.control().mapping("ReaderJobs").orElseThrow();
    }

    private static ControlledFunction reader() {
        return stack.control().function("Reader").orElseThrow();
    }

    private static void put(String id) {
        stack.client()
                .orElseThrow()
                .putItem(request -> request.tableName("Changes").item(Map.of("id", AttributeValue.fromS(id))));
    }

    private static String line(String id) {
        return "{id={S=%s}}".formatted(id);
    }

    private static void awaitHandled(String id, int times) {
        await().until(() -> LISTENER.times(line(id)) == times
                && LISTENER.invoked.stream().filter(report -> has(report, id)).count() >= times);
    }

    private static boolean has(InvocationReport report, String id) {
        return report.records().stream()
                .flatMap(records -> records.all().stream())
                .anyMatch(record -> has(record, id));
    }

    private static boolean has(ChangeRecord record, String id) {
        return new String(record.json(), StandardCharsets.UTF_8).contains("\"Keys\":{\"id\":{\"S\":\"" + id + "\"}}");
    }

    private static void awaitResults(String id, Result... expected) {
        await().until(() -> results(id), List.of(expected)::equals);
    }

    private static List<Result> results(String id) {
        return LISTENER.invoked.stream()
                .filter(report -> has(report, id))
                .map(InvocationReport::result)
                .toList();
    }

    private static void awaitState(ControlledMapping mapping, State state) {
        await().until(() -> mapping.status().state() == state);
    }

    @Test
    void theNextCallFailsAndItsBatchIsRetried() {
        reader().inject(new Fault.Fails("out of stock"), 1);
        put("fails");
        awaitResults("fails", Result.ERROR, Result.SUCCESS);
        assertThat(LISTENER.times(line("fails"))).isEqualTo(1);
        assertThat(LISTENER.notices).contains("Reader: on request, one call will fail: out of stock");
    }

    @Test
    void theNextCallTimesOutAtOnce() {
        reader().inject(new Fault.TimesOut(false), 1);
        put("late");
        awaitResults("late", Result.TIMEOUT, Result.SUCCESS);
    }

    @Test
    void throttlingUsesUpNoAttempts() {
        reader().inject(new Fault.Throttled(), 4);
        put("throttled");
        awaitResults(
                "throttled",
                Result.NOT_REACHED,
                Result.NOT_REACHED,
                Result.NOT_REACHED,
                Result.NOT_REACHED,
                Result.SUCCESS);
    }

    @Test
    void theNextCallComesTwice() {
        reader().inject(new Fault.Twice(), 1);
        put("twice");
        await().until(() -> LISTENER.times(line("twice")) == 2);
        awaitResults("twice", Result.SUCCESS);
    }

    @Test
    void aProcessThatIsEndedFailsItsInvocation() {
        put("slow");
        await().until(() -> LISTENER.times(line("slow")) == 1);
        FunctionProcessInfo busy = reader().processes().stream()
                .filter(FunctionProcessInfo::isBusy)
                .findFirst()
                .orElseThrow();
        assertThat(reader().kill(busy.pid())).isTrue();
        awaitResults("slow", Result.ERROR);
        // Its second attempt is its last one.
        await().until(() -> LISTENER.times(line("slow")) == 2);
        reader().processes().forEach(process -> reader().kill(process.pid()));
        await().until(() -> LISTENER.notices.contains("discarded RetryAttemptsExhausted"));
        assertThat(reader().kill(busy.pid())).isFalse();
        put("after the end");
        awaitHandled("after the end", 1);
    }

    @Test
    void aMappingThatIsMovedBackRepeatsRecords() {
        put("first");
        put("second");
        awaitHandled("second", 1);
        InvocationReport first = LISTENER.invoked.stream()
                .filter(report -> has(report, "first"))
                .findFirst()
                .orElseThrow();
        NewPosition position = new NewPosition.AtSequenceNumber(
                first.records().orElseThrow().shardId(),
                first.startSequenceNumber().orElseThrow());
        // Its checkpoint is saved after the listener has heard of the call.
        await().until(() -> mapping().effectOf(position), Optional.of(new NewPosition.Effect(2, 0))::equals);
        assertThat(mapping().moveTo(position).state()).isEqualTo(State.UPDATING);
        awaitHandled("first", 2);
        awaitHandled("second", 2);
        awaitState(mapping(), State.ENABLED);
    }

    @Test
    void aDisabledMappingIsMovedAndStaysSo() {
        mapping().disable();
        awaitState(mapping(), State.DISABLED);
        put("passed over");
        assertThat(mapping().effectOf(new NewPosition.Latest())).contains(new NewPosition.Effect(0, 1));
        mapping().moveTo(new NewPosition.Latest());
        awaitState(mapping(), State.DISABLED);
        mapping().enable();
        put("after it");
        awaitHandled("after it", 1);
        assertThat(LISTENER.times(line("passed over"))).isZero();
        awaitState(mapping(), State.ENABLED);
    }

    @Test
    void whatIsSentAgainMovesNothing() throws Exception {
        put("again");
        awaitHandled("again", 1);
        InvocationReport.Records records = LISTENER.invoked.stream()
                .filter(report -> has(report, "again"))
                .findFirst()
                .flatMap(InvocationReport::records)
                .orElseThrow();
        assertThat(mapping().resend(records.shardId(), records.all()).result()).isEqualTo(Result.SUCCESS);
        await().until(() -> LISTENER.times(line("again")) == 2);
        assertThat(results("again")).hasSize(1);
        assertThat(LISTENER.resent).anyMatch(report -> has(report, "again"));
    }

    @Test
    void aMappingOnAQueueIsEnabledAndDisabled() throws Exception {
        ControlledQueueMapping mapping = onQueue();
        assertThat(mapping.status().state()).isEqualTo(State.DISABLED);
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(URI.create(stack.endpoints().get("sqs").toString()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            String url = stack.queueUrls().get("Jobs");
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("waits"));
            assertThat(mapping.enable().state()).isEqualTo(State.ENABLING);
            await().until(() -> LISTENER.times("waits") == 1);
            awaitState(mapping, State.ENABLED);
            mapping.disable();
            awaitState(mapping, State.DISABLED);
        }
        QueueMessage message = new QueueMessage("id", "handle", "job again", 1, Instant.now(), Map.of(), Map.of());
        assertThat(mapping.resend(List.of(message)).result()).isEqualTo(Result.SUCCESS);
        await().until(() -> LISTENER.times("job again") == 1);
    }

    @Test
    void aMappingWhoseFunctionWasLeftOutBuildsItWhenItIsEnabled() throws Exception {
        ControlledMapping mapping = stack.control().mapping("LaterChanges").orElseThrow();
        assertThat(mapping.status().state()).isEqualTo(State.DISABLED);
        assertThatExceptionOfType(UserError.class).isThrownBy(mapping::enable).withMessageContaining("later");
        assertThat(mapping.status().state()).isEqualTo(State.DISABLED);
        Path target = folder.resolve("later").resolve(HANDLER);
        Files.createDirectories(target.getParent());
        Files.copy(CLASSES.resolve(HANDLER), target);
        mapping.enable();
        awaitState(mapping, State.ENABLED);
        put("for both");
        await().until(() -> LISTENER.times(line("for both")) == 2);
        mapping.disable();
        awaitState(mapping, State.DISABLED);
    }

    @Test
    void aFunctionIsInvokedWithAnyEvent() throws Exception {
        Invocation invocation = reader().started().invoke("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(invocation.outcome()).isInstanceOf(Invocation.Success.class);
        await().until(() -> LISTENER.times("called with {a=1}") == 1);
    }
}
