package dev.streamecho.trigger.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of resource: where its name is, and what the forms of its attributes are on AWS. In a form, {@code {name}} is the
 * resource's name, {@code {Capitalised}} a property, and the others are those of the stack.
 *
 * @param name CloudFormation's name of the type
 * @param nameProperty the property with the resource's name; empty if AWS makes the name up
 * @param attributes the forms by attribute, that of {@code Ref} among them
 */
record ResourceType(String name, Optional<String> nameProperty, Map<String, String> attributes) {
    /** The key of what {@code Ref} gives. */
    static final String REF = "Ref";

    private static final String ARN = "arn:{partition}:";
    private static final String HERE = ":{region}:{account}:";
    private static final String FUNCTION = ARN + "lambda" + HERE + "function:{name}";
    private static final String TABLE = ARN + "dynamodb" + HERE + "table/{name}";
    private static final String STREAM = TABLE + "/stream/" + Template.STREAM_LABEL;
    private static final String QUEUE_URL = "https://sqs.{region}.{suffix}/{account}/{name}";
    private static final String TOPIC = ARN + "sns" + HERE + "{name}";
    private static final String STATE_MACHINE = ARN + "states" + HERE + "stateMachine:{name}";

    private static final Map<String, ResourceType> KNOWN = Stream.of(
                    named(TableDefinition.TABLE, "TableName")
                            .with("Arn", TABLE)
                            .with(TableDefinition.STREAM_ARN, STREAM),
                    named(TableDefinition.GLOBAL_TABLE, "TableName")
                            .with("Arn", TABLE)
                            .with(TableDefinition.STREAM_ARN, STREAM),
                    named(SimpleTable.TYPE, "TableName").with("Arn", TABLE).with(TableDefinition.STREAM_ARN, STREAM),
                    named(FunctionDefinition.LAMBDA_FUNCTION, "FunctionName").with("Arn", FUNCTION),
                    named(FunctionDefinition.SERVERLESS_FUNCTION, "FunctionName")
                            .with("Arn", FUNCTION)
                            .with("Ref.Alias", FUNCTION + ":{AutoPublishAlias}")
                            .with("Ref.Version", FUNCTION + ":1"),
                    named(FunctionVersions.ALIAS, "FunctionName")
                            .with(REF, FUNCTION + ":{Name}")
                            .with("AliasArn", FUNCTION + ":{Name}"),
                    named("AWS::Lambda::Version", "FunctionName")
                            .with(REF, FUNCTION + ":1")
                            .with("FunctionArn", FUNCTION + ":1")
                            .with("Version", "1"),
                    nameless(EventSourceMappingDefinition.EVENT_SOURCE_MAPPING).with("Id", "{name}"),
                    named(QueueDefinition.QUEUE, "QueueName")
                            .with(REF, QUEUE_URL)
                            .with("QueueUrl", QUEUE_URL)
                            .with("QueueName", "{name}")
                            .with("Arn", ARN + "sqs" + HERE + "{name}"),
                    named("AWS::SNS::Topic", "TopicName")
                            .with(REF, TOPIC)
                            .with("TopicArn", TOPIC)
                            .with("TopicName", "{name}"),
                    named("AWS::S3::Bucket", "BucketName")
                            .with("Arn", ARN + "s3:::{name}")
                            .with("DomainName", "{name}.s3.{suffix}")
                            .with("RegionalDomainName", "{name}.s3.{region}.{suffix}"),
                    named("AWS::Kinesis::Stream", "Name").with("Arn", ARN + "kinesis" + HERE + "stream/{name}"),
                    named("AWS::MSK::Cluster", "ClusterName").with("Arn", ARN + "kafka" + HERE + "cluster/{name}"),
                    named("AWS::AmazonMQ::Broker", "BrokerName").with("Arn", ARN + "mq" + HERE + "broker:{name}"),
                    named("AWS::Logs::LogGroup", "LogGroupName")
                            .with("Arn", ARN + "logs" + HERE + "log-group:{name}:*"),
                    named("AWS::IAM::Role", "RoleName").with("Arn", ARN + "iam::{account}:role/{name}"),
                    nameless("AWS::KMS::Key").with("KeyId", "{name}").with("Arn", ARN + "kms" + HERE + "key/{name}"),
                    named("AWS::Events::EventBus", "Name")
                            .with("Arn", ARN + "events" + HERE + "event-bus/{name}")
                            .with("Name", "{name}"),
                    named("AWS::Events::Rule", "Name").with("Arn", ARN + "events" + HERE + "rule/{name}"),
                    named("AWS::SSM::Parameter", "Name").with("Value", "{Value}"),
                    nameless("AWS::Cognito::UserPool").with("Arn", ARN + "cognito-idp" + HERE + "userpool/{name}"),
                    named("AWS::SecretsManager::Secret", "Name")
                            .with(REF, ARN + "secretsmanager" + HERE + "secret:{name}"),
                    named("AWS::StepFunctions::StateMachine", "StateMachineName")
                            .with(REF, STATE_MACHINE)
                            .with("Name", "{name}")
                            .with("Arn", STATE_MACHINE),
                    named("AWS::Serverless::StateMachine", "Name")
                            .with(REF, STATE_MACHINE)
                            .with("Name", "{name}")
                            .with("Arn", STATE_MACHINE))
            .collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    /** The resource's type, of which nothing but its name is known if it is not in the table above. */
    static ResourceType of(Resource resource) {
        return KNOWN.getOrDefault(resource.type(), nameless(resource.type()));
    }

    /** A type whose {@code Ref} is the name, until it is said otherwise. */
    private static ResourceType named(String type, String nameProperty) {
        return new ResourceType(type, Optional.of(nameProperty), Map.of(REF, "{name}"));
    }

    private static ResourceType nameless(String type) {
        return new ResourceType(type, Optional.empty(), Map.of(REF, "{name}"));
    }

    private ResourceType with(String attribute, String form) {
        Map<String, String> more = new HashMap<>(attributes);
        more.put(attribute, form);
        return new ResourceType(name, nameProperty, Map.copyOf(more));
    }
}
