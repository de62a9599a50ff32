package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streamecho.trigger.mapping.EventFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a request that changes a mapping, each checked as the service does. What it does not name, or names as null,
 * is empty, and stays as it is.
 *
 * @param request the body of the request
 */
record Requested(JsonNode request) {
    static final String REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

    /** The service's quota of five, raised as far as it goes. */
    private static final int MOST_FILTERS = 10;

    /** Those that every mapping has, and that change nothing here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("FunctionName", "KMSKeyArn", "MetricsConfig", "UUID");

    /** Those of mappings on any source. */
    private static final Set<String> OF_ANY = Set.of(
            "AmazonManagedKafkaEventSourceConfig",
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
            "DocumentDBEventSourceConfig",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "LoggingConfig",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "ParallelizationFactor",
            "ProvisionedPollerConfig",
            "ScalingConfig",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations",
            "TumblingWindowInSeconds");

    /**
     * Refuses properties that mappings on another source have, in the service's words.
     *
     * @param known those that this one has
     */
    void refuseOthers(Set<String> known) {
        request.fieldNames().forEachRemaining(name -> {
            if (OF_ANY.contains(name) && !known.contains(name) && isGiven(name)) {
                throw ServiceException.invalid(
                        "Unsupported %s parameter for given event source mapping type.".formatted(name));
            } else if (!OF_ANY.contains(name) && !WITHOUT_EFFECT.contains(name)) {
                throw ServiceException.invalid("%s is not a parameter of UpdateEventSourceMapping".formatted(name));
            }
        });
    }

    Optional<List<String>> filterPatterns() {
        return object("FilterCriteria").map(criteria -> {
            JsonNode filters = array(criteria, "Filters").orElseGet(MissingNode::getInstance);
            if (filters.size() > MOST_FILTERS) {
                throw ServiceException.invalid("FilterCriteria has %d filters; a mapping has up to %d"
                        .formatted(filters.size(), MOST_FILTERS));
            }
            List<String> patterns = new ArrayList<>();
            for (JsonNode filter : filters) {
                String pattern = filter.path("Pattern").asText();
                EventFilter.reasonAgainst(pattern).ifPresent(reason -> {
                    throw ServiceException.invalid(reason);
                });
                patterns.add(pattern);
            }
            return patterns;
        });
    }

    Optional<Boolean> reportBatchItemFailures() {
        return array(request, "FunctionResponseTypes").map(types -> {
            for (JsonNode type : types) {
                if (!type.asText().equals(REPORT_BATCH_ITEM_FAILURES)) {
                    throw ServiceException.invalid(
                            "FunctionResponseTypes %s is unknown; use %s".formatted(type, REPORT_BATCH_ITEM_FAILURES));
                }
            }
            return !types.isEmpty();
        });
    }

    private static Optional<JsonNode> array(JsonNode structure, String name) {
        if (!structure.hasNonNull(name)) {
            return Optional.empty();
        }
        JsonNode value = structure.get(name);
        if (!value.isArray()) {
            throw ServiceException.invalid("%s is %s; use an array".formatted(name, value));
        }
        return Optional.of(value);
    }

    /** The function that the mapping is to invoke, as it is named. */
    Optional<String> functionName() {
        return Optional.ofNullable(request.path("FunctionName").textValue());
    }

    /** A structure; an empty one takes away what was set. */
    Optional<JsonNode> object(String name) {
        if (!isGiven(name)) {
            return Optional.empty();
        }
        JsonNode value = request.get(name);
        if (!value.isObject()) {
            throw ServiceException.invalid("%s is %s; use an object".formatted(name, value));
        }
        return Optional.of(value);
    }

    Optional<Duration> seconds(String name, int most) {
        return integer(name, 0, most).map(Duration::ofSeconds);
    }

    Optional<Integer> integer(String name, int least, int most) {
        return integer(request, name, least, most);
    }

    /** An integer in a structure. */
    static Optional<Integer> integer(JsonNode structure, String name, int least, int most) {
        if (!structure.hasNonNull(name)) {
            return Optional.empty();
        }
        JsonNode value = structure.get(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw ServiceException.invalid("%s is %s; use %d to %d".formatted(name, value, least, most));
        }
        return Optional.of(value.intValue());
    }

    Optional<Boolean> bool(String name) {
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
