package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueueMapping.Batching;
import dev.streamecho.trigger.mapping.QueueMapping.Source;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The change of a mapping on a queue that a request asks for. What it does not name stays as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html">UpdateEventSourceMapping</a>
 */
record QueueMappingChange(Requested requested) {
    /** Without a batching window, and of a FIFO queue always, which has none. */
    private static final int MOST_AT_ONCE = 10;

    private static final Set<String> KNOWN = Set.of(
            "BatchSize",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "MaximumBatchingWindowInSeconds",
            "ScalingConfig");

    /**
     * Returns the mapping after the change.
     *
     * @throws ServiceException if the service would refuse it
     */
    QueueMapping of(QueueMapping mapping) {
        requested.refuseOthers(KNOWN);
        Source source = mapping.source();
        Batching batching = mapping.batching();
        Duration window =
                requested.seconds("MaximumBatchingWindowInSeconds", 300).orElse(batching.maximumBatchingWindow());
        if (source.isFifo() && !window.isZero()) {
            throw ServiceException.invalid("Batching window is not supported for FIFO queues");
        }
        int size = requested
                .integer("BatchSize", 1, source.isFifo() ? MOST_AT_ONCE : 10_000)
                .orElse(batching.batchSize());
        if (size > MOST_AT_ONCE && window.isZero()) {
            throw ServiceException.invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }
        return new QueueMapping(
                mapping.logicalId(),
                mapping.function(),
                new Source(
                        source.queueArn(),
                        source.visibilityTimeout(),
                        source.deadLetters(),
                        requested.filterPatterns().orElse(source.filterPatterns())),
                new Batching(size, window, maximumConcurrency(batching), batching.usualConcurrency()),
                requested.reportBatchItemFailures().orElse(mapping.reportBatchItemFailures()),
                requested.bool("Enabled").orElse(mapping.enabled()));
    }

    /** An empty configuration removes the limit. */
    private OptionalInt maximumConcurrency(Batching batching) {
        return requested
                .object("ScalingConfig")
                .map(config -> Requested.integer(config, "MaximumConcurrency", 2, 1_000)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()))
                .orElse(batching.maximumConcurrency());
    }
}
