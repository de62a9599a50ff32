package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.mapping.DestinationArn;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The change of a mapping on a stream that a request asks for. What it does not name stays as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html">UpdateEventSourceMapping</a>
 */
record MappingChange(Requested requested) {
    private static final int NO_LIMIT = -1;

    private static final Set<String> KNOWN = Set.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "ParallelizationFactor",
            "TumblingWindowInSeconds");

    /**
     * Returns the mapping after the change.
     *
     * @throws ServiceException if the service would refuse it
     */
    EventSourceMapping of(EventSourceMapping mapping) {
        requested.refuseOthers(KNOWN);
        Source source = mapping.source();
        Batching batching = mapping.batching();
        Failures failures = mapping.failures();
        return new EventSourceMapping(
                mapping.logicalId(),
                mapping.function(),
                new Source(
                        source.streamArn(),
                        source.startingPosition(),
                        requested.filterPatterns().orElse(source.filterPatterns())),
                new Batching(
                        requested.integer("BatchSize", 1, 10_000).orElse(batching.batchSize()),
                        requested
                                .seconds("MaximumBatchingWindowInSeconds", 300)
                                .orElse(batching.maximumBatchingWindow()),
                        requested.integer("ParallelizationFactor", 1, 10).orElse(batching.parallelizationFactor()),
                        requested.seconds("TumblingWindowInSeconds", 900).orElse(batching.tumblingWindow())),
                new Failures(
                        maximumRetryAttempts(failures),
                        maximumRecordAge(failures),
                        requested.bool("BisectBatchOnFunctionError").orElse(failures.bisectBatchOnFunctionError()),
                        requested.reportBatchItemFailures().orElse(failures.reportBatchItemFailures())),
                requested
                        .object("DestinationConfig")
                        .map(MappingChange::onFailureDestination)
                        .orElse(mapping.onFailureDestination()),
                requested.bool("Enabled").orElse(mapping.enabled()));
    }

    private OptionalInt maximumRetryAttempts(Failures failures) {
        Optional<Integer> attempts = requested.integer("MaximumRetryAttempts", NO_LIMIT, 10_000);
        if (attempts.isEmpty()) {
            return failures.maximumRetryAttempts();
        }
        return attempts.get() == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(attempts.get());
    }

    private Optional<Duration> maximumRecordAge(Failures failures) {
        Optional<Integer> age = requested.integer("MaximumRecordAgeInSeconds", NO_LIMIT, 604_800);
        if (age.isEmpty()) {
            return failures.maximumRecordAge();
        }
        if (age.get() != NO_LIMIT && age.get() < 60) {
            throw ServiceException.invalid(
                    "MaximumRecordAgeInSeconds is %d; use 60 to 604800, or -1 for no limit".formatted(age.get()));
        }
        return age.filter(seconds -> seconds != NO_LIMIT).map(Duration::ofSeconds);
    }

    /** An empty destination removes it. */
    private static Optional<String> onFailureDestination(JsonNode config) {
        if (config.path("OnSuccess").hasNonNull("Destination")) {
            throw ServiceException.invalid(
                    "Unsupported DestinationConfig parameter for given event source mapping type.");
        }
        String arn = config.path("OnFailure").path("Destination").asText();
        if (!arn.isEmpty() && DestinationArn.parse(arn).isEmpty()) {
            throw ServiceException.invalid(arn + " is the ARN of neither a queue, nor a topic, nor a bucket");
        }
        return arn.isEmpty() ? Optional.empty() : Optional.of(arn);
    }
}
