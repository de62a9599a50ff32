package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.mapping.DestinationArn;
import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Reads one mapping on a table's stream, and refuses what CloudFormation or the service would refuse.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda parameters for Amazon
 *     DynamoDB event source mappings</a>
 */
final class MappingReader {
    /** The service's quota, which it raises on request up to the limit. */
    private static final int FILTERS_QUOTA = 5;

    private static final int FILTERS_LIMIT = 10;

    private static final int YOUNGEST_AGE_LIMIT = 60;
    private static final int OLDEST_AGE_LIMIT = 604_800;
    private static final int NO_LIMIT = -1;

    private final Template template;
    private final EventSourceMappingDefinition definition;
    private final Notices notices;
    private final Value properties;

    MappingReader(Template template, EventSourceMappingDefinition definition, Notices notices) {
        this.template = template;
        this.definition = definition;
        this.notices = notices;
        this.properties = definition.properties();
    }

    /** The mapping, which invokes the function. */
    EventSourceMapping read(FunctionDefinition function) {
        MappingPropertyNames.check(definition);
        checkMetrics();
        return new EventSourceMapping(
                definition.logicalId(),
                new InvokedFunction(
                        function.logicalId(),
                        function.arn()
                                + definition.qualifier().map(name -> ":" + name).orElse(""),
                        function.versionOf(definition.qualifier())),
                new Source(definition.eventSourceArn(), startingPosition(), filterPatterns()),
                new Batching(
                        integer("BatchSize", 1, 10_000, 100),
                        seconds("MaximumBatchingWindowInSeconds", 300),
                        integer("ParallelizationFactor", 1, 10, 1),
                        seconds("TumblingWindowInSeconds", 900)),
                new Failures(
                        maximumRetryAttempts(),
                        maximumRecordAge(),
                        bool("BisectBatchOnFunctionError", false),
                        reportBatchItemFailures()),
                onFailureDestination(),
                definition.isEnabled());
    }

    private void checkMetrics() {
        Optional<Value> config = properties.get("MetricsConfig");
        config.ifPresent(value -> MappingPropertyNames.refuseOthers(value, "MetricsConfig", List.of("Metrics")));
        config.flatMap(value -> value.get("Metrics"))
                .ifPresent(metrics -> metrics.items().stream()
                        .filter(metric -> !metric.isUnknown())
                        .forEach(metric -> metric.oneOf("EventCount")));
    }

    /**
     * The table whose stream it reads; empty if the template does not have it.
     *
     * @throws dev.streamecho.trigger.UserError if the table has no stream
     */
    Optional<TableDefinition> table() {
        Optional<TableDefinition> table = definition.table();
        table.filter(found -> found.streamViewType().isEmpty()).ifPresent(found -> {
            throw definition
                    .source()
                    .error("%s has no stream; give it a StreamSpecification with a StreamViewType"
                            .formatted(found.logicalId()));
        });
        return table;
    }

    /** Says that the template does not have the table. */
    TemplateError streamIsElsewhere() {
        return definition
                .source()
                .error("%s is the stream of no table of the template, which has %s"
                        .formatted(
                                definition.eventSourceArn(),
                                names(template.tables().stream()
                                        .map(TableDefinition::logicalId)
                                        .toList())));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private StartingPosition startingPosition() {
        Value position = properties
                .get("StartingPosition")
                .orElseThrow(() -> properties.error("StartingPosition is missing; choose one of LATEST, TRIM_HORIZON"));
        if (position.isUnknown()) {
            return StartingPosition.LATEST;
        }
        return StartingPosition.valueOf(position.oneOf("LATEST", "TRIM_HORIZON"));
    }

    private OptionalInt maximumRetryAttempts() {
        int attempts = integer("MaximumRetryAttempts", NO_LIMIT, 10_000, NO_LIMIT);
        return attempts == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(attempts);
    }

    private Optional<Duration> maximumRecordAge() {
        Optional<Value> age = properties.known("MaximumRecordAgeInSeconds");
        int seconds = age.map(Value::integer).orElse(NO_LIMIT);
        if (seconds == NO_LIMIT) {
            return Optional.empty();
        }
        if (seconds < YOUNGEST_AGE_LIMIT || seconds > OLDEST_AGE_LIMIT) {
            throw age.orElseThrow()
                    .error("%d is out of range; use %d to %d, or %d for no limit"
                            .formatted(seconds, YOUNGEST_AGE_LIMIT, OLDEST_AGE_LIMIT, NO_LIMIT));
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private boolean reportBatchItemFailures() {
        List<Value> types =
                properties.get("FunctionResponseTypes").map(Value::items).orElse(List.of());
        // There is but one type, so that one which only AWS knows is that.
        types.stream().filter(type -> !type.isUnknown()).forEach(type -> type.oneOf("ReportBatchItemFailures"));
        return !types.isEmpty();
    }

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

    private Optional<String> onFailureDestination() {
        Optional<Value> config = properties.get("DestinationConfig");
        config.flatMap(value -> value.get("OnSuccess")).ifPresent(onSuccess -> {
            throw MappingPropertyNames.unsupported("DestinationConfig", onSuccess);
        });
        config.ifPresent(value -> MappingPropertyNames.refuseOthers(value, "DestinationConfig", List.of("OnFailure")));
        Optional<Value> onFailure = config.flatMap(value -> value.get("OnFailure"));
        // With Type SAM knows what the function's role has to allow.
        List<String> known = definition.isSamEvent() ? List.of("Destination", "Type") : List.of("Destination");
        onFailure.ifPresent(value -> MappingPropertyNames.refuseOthers(value, "OnFailure", known));
        return onFailure.flatMap(value -> value.get("Destination")).map(this::destination);
    }

    private String destination(Value value) {
        String arn = value.isUnknown() ? madeUpArn(value.text()) : value.text();
        DestinationArn destination = DestinationArn.parse(arn)
                .orElseThrow(() -> value.error(arn + " is the ARN of neither a queue, nor a topic, nor a bucket"));
        if (destination.name().endsWith(".fifo")) {
            throw value.error(destination.name() + " is a FIFO queue or topic; the destination must be a standard one");
        }
        return arn;
    }

    /** Of a destination that only AWS knows; its messages are kept in files, as those of a topic are. */
    private String madeUpArn(String placeholder) {
        if (DestinationArn.parse(placeholder).isPresent()) {
            return placeholder;
        }
        return "arn:%s:sns:%s:%s:%s"
                .formatted(
                        template.partition(),
                        template.region(),
                        template.accountId(),
                        placeholder.replaceAll("[^A-Za-z0-9_.-]", "-"));
    }

    private boolean bool(String property, boolean otherwise) {
        return properties.known(property).map(Value::bool).orElse(otherwise);
    }

    private Duration seconds(String property, int maximum) {
        return Duration.ofSeconds(integer(property, 0, maximum, 0));
    }

    private int integer(String property, int minimum, int maximum, int otherwise) {
        return properties
                .known(property)
                .map(value -> value.integer(minimum, maximum))
                .orElse(otherwise);
    }
}
