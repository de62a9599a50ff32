package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds mappings: the service's defaults, but for what a test says. */
final class TestMapping {
    private boolean enabled = true;
    private String logicalId = "DataTableStream";
    private StartingPosition startingPosition = StartingPosition.TRIM_HORIZON;
    private int batchSize = 100;
    private Duration batchingWindow = Duration.ZERO;
    private int parallelizationFactor = 1;
    private OptionalInt maximumRetryAttempts = OptionalInt.empty();
    private Optional<Duration> maximumRecordAge = Optional.empty();
    private boolean bisectBatchOnFunctionError;
    private boolean reportBatchItemFailures;
    private Duration tumblingWindow = Duration.ZERO;
    private String streamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/DataTable/stream/2026-01-01T00:00:00.000";
    private String functionVersion = "$LATEST";
    private Optional<String> onFailureDestination = Optional.empty();

    static TestMapping mapping() {
        return new TestMapping();
    }

    TestMapping logicalId(String id) {
        logicalId = id;
        return this;
    }

    TestMapping disabled() {
        enabled = false;
        return this;
    }

    TestMapping startingPosition(StartingPosition position) {
        startingPosition = position;
        return this;
    }

    TestMapping batchSize(int records) {
        batchSize = records;
        return this;
    }

    TestMapping maximumBatchingWindowInSeconds(int seconds) {
        batchingWindow = Duration.ofSeconds(seconds);
        return this;
    }

    TestMapping parallelizationFactor(int factor) {
        parallelizationFactor = factor;
        return this;
    }

    TestMapping maximumRetryAttempts(int attempts) {
        maximumRetryAttempts = OptionalInt.of(attempts);
        return this;
    }

    TestMapping maximumRecordAgeInSeconds(int seconds) {
        maximumRecordAge = Optional.of(Duration.ofSeconds(seconds));
        return this;
    }

    TestMapping bisectBatchOnFunctionError() {
        bisectBatchOnFunctionError = true;
        return this;
    }

    TestMapping reportBatchItemFailures() {
        reportBatchItemFailures = true;
        return this;
    }

    TestMapping tumblingWindowInSeconds(int seconds) {
        tumblingWindow = Duration.ofSeconds(seconds);
        return this;
    }

    TestMapping streamArn(String arn) {
        streamArn = arn;
        return this;
    }

    TestMapping onFailureDestination(String arn) {
        onFailureDestination = Optional.of(arn);
        return this;
    }

    /** It invokes the alias live, which leads to that version. */
    TestMapping functionVersion(String number) {
        functionVersion = number;
        return this;
    }

    EventSourceMapping build() {
        return new EventSourceMapping(
                logicalId,
                new InvokedFunction(
                        "EchoFunction",
                        "arn:aws:lambda:us-east-1:000000000000:function:EchoFunction"
                                + (functionVersion.equals("$LATEST") ? "" : ":live"),
                        functionVersion),
                Source.all(streamArn, startingPosition),
                new Batching(batchSize, batchingWindow, parallelizationFactor, tumblingWindow),
                new Failures(
                        maximumRetryAttempts, maximumRecordAge, bisectBatchOnFunctionError, reportBatchItemFailures),
                onFailureDestination,
                enabled);
    }
}
