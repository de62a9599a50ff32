package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The properties that mappings on streams and on queues have alike. */
final class MappingProperties {
    /** The service's quota, which it raises on request up to the limit. */
    private static final int FILTERS_QUOTA = 5;

    private static final int FILTERS_LIMIT = 10;

    private final EventSourceMappingDefinition definition;
    private final Notices notices;
    private final Value properties;

    MappingProperties(EventSourceMappingDefinition definition, Notices notices) {
        this.definition = definition;
        this.notices = notices;
        this.properties = definition.properties();
    }

    /** The function as the mapping invokes it. */
    InvokedFunction invoked(FunctionDefinition function) {
        return new InvokedFunction(
                function.logicalId(),
                function.arn() + definition.qualifier().map(name -> ":" + name).orElse(""),
                function.versionOf(definition.qualifier()));
    }

    /** Refuses metrics that the service does not have; whatever they are, nothing is counted here. */
    void checkMetrics() {
        Optional<Value> config = properties.get("MetricsConfig");
        config.ifPresent(value -> MappingPropertyNames.refuseOthers(value, "MetricsConfig", List.of("Metrics")));
        config.flatMap(value -> value.get("Metrics"))
                .ifPresent(metrics -> metrics.items().stream()
                        .filter(metric -> !metric.isUnknown())
                        .forEach(metric -> metric.oneOf("EventCount")));
    }

    /** Whether the function answers with a partial batch response. */
    boolean reportBatchItemFailures() {
        List<Value> types =
                properties.get("FunctionResponseTypes").map(Value::items).orElse(List.of());
        // There is but one type, so that one which only AWS knows is that.
        types.stream().filter(type -> !type.isUnknown()).forEach(type -> type.oneOf("ReportBatchItemFailures"));
        return !types.isEmpty();
    }

    /** The patterns of its filters, of which a record has to match one; none if it has no filters. */
    List<String> filterPatterns() {
        Optional<Value> criteria = properties.get("FilterCriteria");
        criteria.ifPresent(value -> MappingPropertyNames.refuseOthers(value, "FilterCriteria", List.of("Filters")));
        Optional<Value> filters = criteria.flatMap(value -> value.get("Filters"));
        List<Value> items =
                filters.filter(value -> !value.isUnknown()).map(Value::items).orElse(List.of());
        if (items.size() > FILTERS_LIMIT) {
            throw filters.orElseThrow()
                    .error("has %d filters; a mapping has up to %d".formatted(items.size(), FILTERS_LIMIT));
        }
        if (items.size() > FILTERS_QUOTA) {
            notices.add(
                    "mappings with more than %d filters".formatted(FILTERS_QUOTA),
                    definition.logicalId(),
                    "AWS takes them on request only");
        }
        List<String> patterns = new ArrayList<>();
        boolean isUnknown =
                Stream.of(criteria, filters).flatMap(Optional::stream).anyMatch(Value::isUnknown);
        for (Value filter : items) {
            MappingPropertyNames.refuseOthers(filter, "a filter", List.of("Pattern"));
            Value pattern = filter.require("Pattern");
            Optional<String> reason = EventFilter.reasonAgainst(pattern.text());
            if (reason.isPresent() && !pattern.isUnknown()) {
                throw pattern.error(reason.get());
            }
            isUnknown |= reason.isPresent();
            patterns.add(pattern.text());
        }
        if (isUnknown) {
            // A record too many is seen, one too few is not.
            notices.add(
                    "mappings with a filter pattern that only AWS knows",
                    definition.logicalId(),
                    "they filter nothing");
            return List.of();
        }
        return List.copyOf(patterns);
    }

    /** A property that is true or false; another value if it is absent, or known to AWS only. */
    boolean bool(String property, boolean otherwise) {
        return properties.known(property).map(Value::bool).orElse(otherwise);
    }

    /** A number of seconds from 0; 0 if it is absent, or known to AWS only. */
    Duration seconds(String property, int maximum) {
        return Duration.ofSeconds(integer(property, 0, maximum, 0));
    }

    /** A number in a range; another one if it is absent, or known to AWS only. */
    int integer(String property, int minimum, int maximum, int otherwise) {
        return properties
                .known(property)
                .map(value -> value.integer(minimum, maximum))
                .orElse(otherwise);
    }
}
