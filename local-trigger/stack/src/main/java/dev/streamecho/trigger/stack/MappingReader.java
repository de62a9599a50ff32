package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.mapping.DestinationArn;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads one mapping on a table's stream, and refuses what CloudFormation or the service would refuse.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda parameters for Amazon
 *     DynamoDB event source mappings</a>
 */
final class MappingReader {
    private static final int YOUNGEST_AGE_LIMIT = 60;
    private static final int OLDEST_AGE_LIMIT = 604_800;
    private static final int NO_LIMIT = -1;

    private final Template template;
    private final EventSourceMappingDefinition definition;
    private final Value properties;
    private final MappingProperties common;

    MappingReader(Template template, EventSourceMappingDefinition definition, Notices notices) {
        this.template = template;
        this.definition = definition;
        this.properties = definition.properties();
        this.common = new MappingProperties(definition, notices);
    }

    /** The mapping, which invokes the function. */
    EventSourceMapping read(FunctionDefinition function) {
        MappingPropertyNames.checkOfTable(definition);
        common.checkMetrics();
        return new EventSourceMapping(
                definition.logicalId(),
                common.invoked(function),
                new Source(definition.eventSourceArn(), startingPosition(), common.filterPatterns()),
                new Batching(
                        common.integer("BatchSize", 1, 10_000, 100),
                        common.seconds("MaximumBatchingWindowInSeconds", 300),
                        common.integer("ParallelizationFactor", 1, 10, 1),
                        common.seconds("TumblingWindowInSeconds", 900)),
                new Failures(
                        maximumRetryAttempts(),
                        maximumRecordAge(),
                        common.bool("BisectBatchOnFunctionError", false),
                        common.reportBatchItemFailures()),
                onFailureDestination(),
                definition.isEnabled());
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
        int attempts = common.integer("MaximumRetryAttempts", NO_LIMIT, 10_000, NO_LIMIT);
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
}
