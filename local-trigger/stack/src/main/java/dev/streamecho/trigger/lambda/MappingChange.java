package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.mapping.DestinationArn;
import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The change of a mapping that a request asks for. What it does not name stays as it is.
 *
 * @param request the body of the request
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html">UpdateEventSourceMapping</a>
 */
record MappingChange(JsonNode request) {
    static final String REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

    private static final int NO_LIMIT = -1;

    /** Those that mappings on other sources have, or that nothing here depends on. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("FunctionName", "KMSKeyArn", "MetricsConfig", "UUID", "Enabled");

    private static final Set<String> KNOWN = Set.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
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
        request.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !WITHOUT_EFFECT.contains(name)) {
                throw ServiceException.invalid(name + " cannot be set for a mapping on a stream of DynamoDB");
            }
        });
        Batching batching = mapping.batching();
        Failures failures = mapping.failures();
        return new EventSourceMapping(
                mapping.logicalId(),
                mapping.function(),
                new Source(mapping.streamArn(), mapping.source().startingPosition(), filterPatterns(mapping.source())),
                new Batching(
                        integer("BatchSize", 1, 10_000).orElse(batching.batchSize()),
                        seconds("MaximumBatchingWindowInSeconds", 300).orElse(batching.maximumBatchingWindow()),
                        integer("ParallelizationFactor", 1, 10).orElse(batching.parallelizationFactor()),
                        seconds("TumblingWindowInSeconds", 900).orElse(batching.tumblingWindow())),
                new Failures(
                        maximumRetryAttempts(failures),
                        maximumRecordAge(failures),
                        bool("BisectBatchOnFunctionError").orElse(failures.bisectBatchOnFunctionError()),
                        reportBatchItemFailures(failures)),
                onFailureDestination(mapping.onFailureDestination()),
                bool("Enabled").orElse(mapping.enabled()));
    }

    private List<String> filterPatterns(Source source) {
        if (!isGiven("FilterCriteria")) {
            return source.filterPatterns();
        }
        List<String> patterns = new ArrayList<>();
        for (JsonNode filter : request.get("FilterCriteria").path("Filters")) {
            String pattern = filter.path("Pattern").asText();
            EventFilter.reasonAgainst(pattern).ifPresent(reason -> {
                throw ServiceException.invalid("Invalid filter pattern definition: " + reason);
            });
            patterns.add(pattern);
        }
        return patterns;
    }

    private OptionalInt maximumRetryAttempts(Failures failures) {
        Optional<Integer> attempts = integer("MaximumRetryAttempts", NO_LIMIT, 10_000);
        if (attempts.isEmpty()) {
            return failures.maximumRetryAttempts();
        }
        return attempts.get() == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(attempts.get());
    }

    private Optional<Duration> maximumRecordAge(Failures failures) {
        Optional<Integer> age = integer("MaximumRecordAgeInSeconds", NO_LIMIT, 604_800);
        if (age.isEmpty()) {
            return failures.maximumRecordAge();
        }
        if (age.get() != NO_LIMIT && age.get() < 60) {
            throw ServiceException.invalid(
                    "MaximumRecordAgeInSeconds is %d; use 60 to 604800, or -1 for no limit".formatted(age.get()));
        }
        return age.filter(seconds -> seconds != NO_LIMIT).map(Duration::ofSeconds);
    }

    private boolean reportBatchItemFailures(Failures failures) {
        if (!isGiven("FunctionResponseTypes")) {
            return failures.reportBatchItemFailures();
        }
        for (JsonNode type : request.get("FunctionResponseTypes")) {
            if (!type.asText().equals(REPORT_BATCH_ITEM_FAILURES)) {
                throw ServiceException.invalid(
                        "FunctionResponseTypes %s is unknown; use %s".formatted(type, REPORT_BATCH_ITEM_FAILURES));
            }
        }
        return !request.get("FunctionResponseTypes").isEmpty();
    }

    /** An empty destination removes it. */
    private Optional<String> onFailureDestination(Optional<String> before) {
        if (!isGiven("DestinationConfig")) {
            return before;
        }
        String arn = request.get("DestinationConfig")
                .path("OnFailure")
                .path("Destination")
                .asText();
        if (!arn.isEmpty() && DestinationArn.parse(arn).isEmpty()) {
            throw ServiceException.invalid(arn + " is the ARN of neither a queue, nor a topic, nor a bucket");
        }
        return arn.isEmpty() ? Optional.empty() : Optional.of(arn);
    }

    private Optional<Duration> seconds(String name, int most) {
        return integer(name, 0, most).map(Duration::ofSeconds);
    }

    private Optional<Integer> integer(String name, int least, int most) {
        if (!isGiven(name)) {
            return Optional.empty();
        }
        JsonNode value = request.get(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw ServiceException.invalid("%s is %s; use %d to %d".formatted(name, value, least, most));
        }
        return Optional.of(value.intValue());
    }

    private Optional<Boolean> bool(String name) {
        if (!isGiven(name)) {
            return Optional.empty();
        }
        JsonNode value = request.get(name);
        if (!value.isBoolean()) {
            throw ServiceException.invalid("%s is %s; use true or false".formatted(name, value));
        }
        return Optional.of(value.booleanValue());
    }

    private boolean isGiven(String name) {
        return request.hasNonNull(name);
    }
}
