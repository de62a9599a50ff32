package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.QueueMapping.DeadLetters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds mappings on a queue: the service's defaults, but for what a test says. */
final class TestQueueMapping {
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    private String queueName = "jobs";
    private int batchSize = 10;
    private Duration batchingWindow = Duration.ZERO;
    private int maximumConcurrency = 5;
    private boolean reportBatchItemFailures;
    private Optional<DeadLetters> deadLetters = Optional.empty();
    private List<String> filterPatterns = List.of();

    static TestQueueMapping mapping() {
        return new TestQueueMapping();
    }

    TestQueueMapping fifo() {
        queueName = "jobs.fifo";
        return this;
    }

    TestQueueMapping batchSize(int messages) {
        batchSize = messages;
        return this;
    }

    TestQueueMapping maximumBatchingWindowInSeconds(int seconds) {
        batchingWindow = Duration.ofSeconds(seconds);
        return this;
    }

    TestQueueMapping maximumConcurrency(int invocations) {
        maximumConcurrency = invocations;
        return this;
    }

    TestQueueMapping reportBatchItemFailures() {
        reportBatchItemFailures = true;
        return this;
    }

    TestQueueMapping maxReceiveCount(int count) {
        deadLetters = Optional.of(new DeadLetters("dead", count));
        return this;
    }

    TestQueueMapping filter(String... patterns) {
        filterPatterns = List.of(patterns);
        return this;
    }

    QueueMapping build() {
        return new QueueMapping(
                "Jobs",
                new InvokedFunction("Worker", "arn:aws:lambda:eu-west-1:123456789012:function:Worker", "$LATEST"),
                new QueueMapping.Source(
                        "arn:aws:sqs:eu-west-1:123456789012:" + queueName,
                        VISIBILITY_TIMEOUT,
                        deadLetters,
                        filterPatterns),
                new QueueMapping.Batching(batchSize, batchingWindow, OptionalInt.empty(), maximumConcurrency),
                reportBatchItemFailures,
                true);
    }
}
