package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A stream, a mapping called Mapping, and a function that answers what the test says, else with success. */
final class TestDeployment implements Deployment, LambdaFunction {
    private static final Instant TIME = Instant.parse("2026-01-15T10:00:00Z");
    private static final Pattern ITEM = Pattern.compile("\"Keys\":\\{\"id\":\\{\"S\":\"([^\"]*)");

    private final List<List<String>> invocations = new ArrayList<>();
    private final Deque<Invocation.Outcome> answers = new ArrayDeque<>();
    private EventStream stream;
    private MappingSettings mapping = new MappingSettings("Mapping", List.of(), 100, false, true, false);

    static BatchDescription batch(ChangeRecord first, ChangeRecord last, int batchSize) {
        return batch(first, last, batchSize, null);
    }

    static BatchDescription batch(ChangeRecord first, ChangeRecord last, int batchSize, String payload) {
        return new BatchDescription(
                "arn:aws:lambda:eu-west-3:123456789012:function:Echo",
                "RetryAttemptsExhausted",
                Optional.of(true),
                1,
                TIME,
                new StreamBatch(
                        "arn:aws:dynamodb:eu-west-3:123456789012:table/Simulated/stream/2026-01-15T09:30:00.123",
                        "shard",
                        first.sequenceNumber(),
                        last.sequenceNumber(),
                        batchSize,
                        first.arrival(),
                        last.arrival()),
                Optional.ofNullable(payload));
    }

    TestDeployment streams(EventStream source) {
        stream = source;
        return this;
    }

    void filter(String pattern) {
        mapping = new MappingSettings("Mapping", List.of(pattern), 100, false, true, false);
    }

    void lanes() {
        mapping = new MappingSettings("Mapping", List.of(), 100, true, true, false);
    }

    void batchSize(int batchSize) {
        mapping = new MappingSettings("Mapping", List.of(), batchSize, false, true, false);
    }

    void withoutResponseType() {
        mapping = new MappingSettings("Mapping", List.of(), 100, false, false, false);
    }

    void tumblingWindow() {
        mapping = new MappingSettings("Mapping", List.of(), 100, false, true, true);
    }

    /** The next answers of the function. */
    void answers(Invocation.Outcome... next) {
        answers.addAll(List.of(next));
    }

    static Invocation.Outcome response(String json) {
        return new Invocation.Success(json.getBytes(StandardCharsets.UTF_8));
    }

    static Invocation.Outcome failureOf(ChangeRecord record) {
        return response("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + record.sequenceNumber() + "\"}]}");
    }

    /** The items of each invocation. */
    List<List<String>> invocations() {
        return invocations;
    }

    MappingSettings mapping() {
        return mapping;
    }

    @Override
    public EventStream stream(StreamBatch batch) {
        return stream;
    }

    @Override
    public MappingSettings mapping(BatchDescription description) {
        return mapping;
    }

    @Override
    public LambdaFunction function(BatchDescription description) {
        return this;
    }

    @Override
    public String logicalId() {
        return "Echo";
    }

    @Override
    public String arn() {
        return "arn:aws:lambda:eu-west-3:123456789012:function:Echo";
    }

    @Override
    public Invocation invoke(byte[] event) {
        invocations.add(ITEM.matcher(new String(event, StandardCharsets.UTF_8))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList());
        Invocation.Outcome outcome = answers.isEmpty() ? response("{\"batchItemFailures\":[]}") : answers.remove();
        return new Invocation("request", TIME, Duration.ZERO, Optional.empty(), outcome);
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
