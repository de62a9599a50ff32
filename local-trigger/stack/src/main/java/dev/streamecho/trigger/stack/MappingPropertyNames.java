package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of the properties that a mapping on a table's stream may have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">
 *     AWS::Lambda::EventSourceMapping</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-dynamodb.html">
 *     DynamoDB</a>
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

    private static final List<String> OF_OTHER_SOURCES = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "DocumentDBEventSourceConfig",
            "LoggingConfig",
            "ProvisionedPollerConfig",
            "Queues",
            "ScalingConfig",
            "SelfManagedEventSource",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations",
            "StartingPositionTimestamp",
            "Topics");

    private static final List<String> OF_RESOURCES = List.of("EventSourceArn", "FunctionName", "Tags");
    private static final List<String> OF_SAM_EVENTS = List.of("Stream");

    private MappingPropertyNames() {}

    /** Refuses what CloudFormation or SAM does not know, and what the service knows for other sources only. */
    static void check(EventSourceMappingDefinition definition) {
        Value properties = definition.properties();
        List<String> own = definition.isSamEvent() ? OF_SAM_EVENTS : OF_RESOURCES;
        List<String> allowed = Stream.concat(own.stream(), OF_TABLES.stream()).toList();
        for (String name : OF_OTHER_SOURCES) {
            properties.get(name).ifPresent(value -> {
                throw unsupported(name, value);
            });
        }
        String owner = definition.isSamEvent() ? "an event of type DynamoDB" : "AWS::Lambda::EventSourceMapping";
        refuseOthers(properties, owner, allowed);
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
