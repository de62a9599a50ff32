package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of the properties that a mapping on a table's stream, or on a queue, may have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">
 *     AWS::Lambda::EventSourceMapping</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-dynamodb.html">
 *     DynamoDB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sqs.html">
 *     SQS</a>
 */
final class MappingPropertyNames {
    /** What a table's stream may have, be it a resource or a SAM event. */
    private static final List<String> OF_TABLES = List.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "KmsKeyArn",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "MetricsConfig",
            "ParallelizationFactor",
            "StartingPosition",
            "TumblingWindowInSeconds");

    /** What a queue may have, be it a resource or a SAM event. */
    private static final List<String> OF_QUEUES = List.of(
            "BatchSize",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "KmsKeyArn",
            "MaximumBatchingWindowInSeconds",
            "MetricsConfig",
            "ProvisionedPollerConfig",
            "ScalingConfig");

    /** What neither may have. */
    private static final List<String> OF_OTHERS = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "DocumentDBEventSourceConfig",
            "LoggingConfig",
            "Queues",
            "SelfManagedEventSource",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations",
            "StartingPositionTimestamp",
            "Topics");

    private static final List<String> OF_RESOURCES = List.of("EventSourceArn", "FunctionName", "Tags");

    private MappingPropertyNames() {}

    /** Refuses what CloudFormation or SAM does not know, and what the service knows for other sources than a table only. */
    static void checkOfTable(EventSourceMappingDefinition definition) {
        check(definition, "Stream", "an event of type DynamoDB", OF_TABLES, OF_QUEUES);
    }

    /** Refuses what CloudFormation or SAM does not know, and what the service knows for other sources than a queue only. */
    static void checkOfQueue(EventSourceMappingDefinition definition) {
        definition.properties().get("StartingPosition").ifPresent(value -> {
            throw value.error("StartingPosition is not valid for SQS event sources.");
        });
        check(definition, "Queue", "an event of type SQS", OF_QUEUES, OF_TABLES);
    }

    private static void check(
            EventSourceMappingDefinition definition,
            String source,
            String event,
            List<String> ofThis,
            List<String> ofTheOther) {
        Value properties = definition.properties();
        Stream.concat(ofTheOther.stream(), OF_OTHERS.stream())
                .filter(name -> !ofThis.contains(name))
                .forEach(name -> properties.get(name).ifPresent(value -> {
                    throw unsupported(name, value);
                }));
        List<String> own = definition.isSamEvent() ? List.of(source) : OF_RESOURCES;
        refuseOthers(
                properties,
                definition.isSamEvent() ? event : "AWS::Lambda::EventSourceMapping",
                Stream.concat(own.stream(), ofThis.stream()).toList());
    }

    /** Refuses every property of a mapping but those allowed. */
    static void refuseOthers(Value mapping, String owner, List<String> allowed) {
        mapping.written().forEach((name, value) -> {
            if (!allowed.contains(name)) {
                throw value.error(
                        "%s is not a property of %s, which has %s".formatted(name, owner, String.join(", ", allowed)));
            }
        });
    }

    /** The service's words for a parameter that another type of source has. */
    static UserError unsupported(String parameter, Value value) {
        return value.error("Unsupported %s parameter for given event source mapping type.".formatted(parameter));
    }
}
