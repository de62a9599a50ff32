package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Referable;
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
 * @param isComplete whether it has no other attributes; of the other types AWS knows more than this table
 */
record ResourceType(String name, Optional<String> nameProperty, Map<String, String> attributes, boolean isComplete) {
    private static final String REF = Referable.REF;

    private static final String ARN = "arn:{partition}:";
    private static final String HERE = ":{region}:{account}:";
    private static final String FUNCTION = ARN + "lambda" + HERE + "function:{name}";
    private static final String TABLE = ARN + "dynamodb" + HERE + "table/{name}";
    private static final String STREAM = TABLE + "/stream/" + TableDefinition.STREAM_LABEL;
    private static final String QUEUE_URL = "https://sqs.{region}.{suffix}/{account}/{name}";
    private static final String API_ENDPOINT = "https://{name}.execute-api.{region}.{suffix}";
    private static final String TOPIC = ARN + "sns" + HERE + "{name}";
    private static final String STATE_MACHINE = ARN + "states" + HERE + "stateMachine:{name}";
    private static final String LAYER = ARN + "lambda" + HERE + "layer:{name}:1";
    private static final String DOMAIN = ARN + "es" + HERE + "domain/{name}";
    private static final String USER_POOL = "{region}_{name}";
    private static final String USER_POOL_PROVIDER = "cognito-idp.{region}.{suffix}/" + USER_POOL;
    private static final String TIMESTREAM = ARN + "timestream" + HERE + "database/";

    private static final Map<String, ResourceType> KNOWN = Stream.of(
                    // What runs here.
                    named(TableDefinition.TABLE, "TableName")
                            .with("Arn", TABLE)
                            .with(TableDefinition.STREAM_ARN, STREAM)
                            .complete(),
                    named(TableDefinition.GLOBAL_TABLE, "TableName")
                            .with("Arn", TABLE)
                            .with(TableDefinition.STREAM_ARN, STREAM),
                    named(SimpleTable.TYPE, "TableName")
                            .with("Arn", TABLE)
                            .with(TableDefinition.STREAM_ARN, STREAM)
                            .complete(),
                    named(FunctionDefinition.LAMBDA_FUNCTION, "FunctionName")
                            .with("Arn", FUNCTION)
                            .with("SnapStartResponse.ApplyOn", "{snapStart}")
                            // Only a version has it on.
                            .with("SnapStartResponse.OptimizationStatus", "Off")
                            .complete(),
                    named(FunctionDefinition.SERVERLESS_FUNCTION, "FunctionName")
                            .with("Arn", FUNCTION)
                            .with("SnapStartResponse.ApplyOn", "{snapStart}")
                            .with("SnapStartResponse.OptimizationStatus", "Off")
                            .with(Referable.REF_OF + "Alias", FUNCTION + ":{AutoPublishAlias}")
                            .with(Referable.REF_OF + "Version", FUNCTION + ":1")
                            .complete(),
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
                            .with("Arn", ARN + "sqs" + HERE + "{name}")
                            .complete(),
                    nameless("AWS::Serverless::Api")
                            .with("RestApiId", "{name}")
                            .with(Referable.REF_OF + "Stage", "{StageName}"),
                    nameless("AWS::Serverless::HttpApi")
                            .with("ApiId", "{name}")
                            .with(Referable.REF_OF + "Stage", "{StageName}"),
                    nameless("AWS::ApiGateway::RestApi")
                            .with("RestApiId", "{name}")
                            .with("RootResourceId", "{name}/"),
                    nameless("AWS::ApiGateway::Resource").with("ResourceId", "{name}"),
                    nameless("AWS::ApiGateway::Deployment").with("DeploymentId", "{name}"),
                    named("AWS::ApiGateway::Stage", "StageName"),
                    nameless("AWS::ApiGatewayV2::Api").with("ApiId", "{name}").with("ApiEndpoint", API_ENDPOINT),
                    nameless("AWS::ApiGatewayV2::Integration").with("IntegrationId", "{name}"),
                    named("AWS::ApiGatewayV2::Stage", "StageName"),
                    // What is on AWS only.
                    named("AWS::SNS::Topic", "TopicName")
                            .with(REF, TOPIC)
                            .with("TopicArn", TOPIC)
                            .with("TopicName", "{name}"),
                    named("AWS::S3::Bucket", "BucketName")
                            .with("Arn", ARN + "s3:::{name}")
                            .with("DomainName", "{name}.s3.{suffix}")
                            .with("DualStackDomainName", "{name}.s3.dualstack.{region}.{suffix}")
                            .with("RegionalDomainName", "{name}.s3.{region}.{suffix}"),
                    named("AWS::Kinesis::Stream", "Name").with("Arn", ARN + "kinesis" + HERE + "stream/{name}"),
                    named("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName")
                            .with("Arn", ARN + "firehose" + HERE + "deliverystream/{name}"),
                    named("AWS::MSK::Cluster", "ClusterName").with("Arn", ARN + "kafka" + HERE + "cluster/{name}"),
                    named("AWS::AmazonMQ::Broker", "BrokerName").with("Arn", ARN + "mq" + HERE + "broker:{name}"),
                    named("AWS::Logs::LogGroup", "LogGroupName")
                            .with("Arn", ARN + "logs" + HERE + "log-group:{name}:*"),
                    named("AWS::IAM::Role", "RoleName").with("Arn", ARN + "iam::{account}:role/{name}"),
                    named("AWS::IAM::User", "UserName").with("Arn", ARN + "iam::{account}:user/{name}"),
                    named("AWS::IAM::Group", "GroupName").with("Arn", ARN + "iam::{account}:group/{name}"),
                    named("AWS::IAM::ManagedPolicy", "ManagedPolicyName")
                            .with(REF, ARN + "iam::{account}:policy/{name}")
                            .with("PolicyArn", ARN + "iam::{account}:policy/{name}"),
                    named("AWS::IAM::InstanceProfile", "InstanceProfileName")
                            .with("Arn", ARN + "iam::{account}:instance-profile/{name}"),
                    nameless("AWS::KMS::Key").with("KeyId", "{name}").with("Arn", ARN + "kms" + HERE + "key/{name}"),
                    nameless("AWS::KMS::Alias").with(REF, "{AliasName}"),
                    named("AWS::Events::EventBus", "Name")
                            .with("Arn", ARN + "events" + HERE + "event-bus/{name}")
                            .with("Name", "{name}"),
                    named("AWS::Events::Rule", "Name").with("Arn", ARN + "events" + HERE + "rule/{name}"),
                    named("AWS::Scheduler::ScheduleGroup", "Name")
                            .with("Arn", ARN + "scheduler" + HERE + "schedule-group/{name}"),
                    named("AWS::Pipes::Pipe", "Name").with("Arn", ARN + "pipes" + HERE + "pipe/{name}"),
                    named("AWS::CloudWatch::Alarm", "AlarmName")
                            .with("Arn", ARN + "cloudwatch" + HERE + "alarm:{name}"),
                    named("AWS::SSM::Parameter", "Name")
                            .with("Value", "{Value}")
                            .with("Type", "{Type}"),
                    nameless("AWS::Cognito::UserPool")
                            .with(REF, USER_POOL)
                            .with("UserPoolId", USER_POOL)
                            .with("ProviderName", USER_POOL_PROVIDER)
                            .with("ProviderURL", "https://" + USER_POOL_PROVIDER)
                            .with("Arn", ARN + "cognito-idp" + HERE + "userpool/" + USER_POOL),
                    nameless("AWS::Cognito::UserPoolDomain").with(REF, "{Domain}"),
                    nameless("AWS::Cognito::UserPoolGroup").with(REF, "{GroupName}"),
                    named("AWS::SecretsManager::Secret", "Name")
                            .with(REF, ARN + "secretsmanager" + HERE + "secret:{name}")
                            .with("Id", ARN + "secretsmanager" + HERE + "secret:{name}"),
                    named("AWS::StepFunctions::StateMachine", "StateMachineName")
                            .with(REF, STATE_MACHINE)
                            .with("Name", "{name}")
                            .with("Arn", STATE_MACHINE),
                    named("AWS::Serverless::StateMachine", "Name")
                            .with(REF, STATE_MACHINE)
                            .with("Name", "{name}")
                            .with("Arn", STATE_MACHINE),
                    named("AWS::StepFunctions::Activity", "Name")
                            .with(REF, ARN + "states" + HERE + "activity:{name}")
                            .with("Arn", ARN + "states" + HERE + "activity:{name}")
                            .with("Name", "{name}"),
                    named("AWS::Lambda::LayerVersion", "LayerName")
                            .with(REF, LAYER)
                            .with("LayerVersionArn", LAYER),
                    named("AWS::Serverless::LayerVersion", "LayerName")
                            .with(REF, LAYER)
                            .with("LayerVersionArn", LAYER),
                    named("AWS::OpenSearchService::Domain", "DomainName")
                            .with("Arn", DOMAIN)
                            .with("DomainArn", DOMAIN),
                    named("AWS::Elasticsearch::Domain", "DomainName")
                            .with("Arn", DOMAIN)
                            .with("DomainArn", DOMAIN),
                    named("AWS::RDS::DBInstance", "DBInstanceIdentifier")
                            .with("DBInstanceArn", ARN + "rds" + HERE + "db:{name}"),
                    named("AWS::RDS::DBCluster", "DBClusterIdentifier")
                            .with("DBClusterArn", ARN + "rds" + HERE + "cluster:{name}"),
                    named("AWS::RDS::DBProxy", "DBProxyName"),
                    named("AWS::Neptune::DBCluster", "DBClusterIdentifier"),
                    named("AWS::DocDB::DBCluster", "DBClusterIdentifier"),
                    named("AWS::Redshift::Cluster", "ClusterIdentifier"),
                    named("AWS::ElastiCache::CacheCluster", "ClusterName"),
                    named("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId"),
                    named("AWS::ElastiCache::ServerlessCache", "ServerlessCacheName")
                            .with("ARN", ARN + "elasticache" + HERE + "serverlesscache:{name}"),
                    named("AWS::DAX::Cluster", "ClusterName").with("Arn", ARN + "dax" + HERE + "cache/{name}"),
                    named("AWS::ECS::Cluster", "ClusterName").with("Arn", ARN + "ecs" + HERE + "cluster/{name}"),
                    named("AWS::ECS::TaskDefinition", "Family")
                            .with(REF, ARN + "ecs" + HERE + "task-definition/{name}:1")
                            .with("TaskDefinitionArn", ARN + "ecs" + HERE + "task-definition/{name}:1"),
                    named("AWS::ECR::Repository", "RepositoryName")
                            .with("Arn", ARN + "ecr" + HERE + "repository/{name}")
                            .with("RepositoryUri", "{account}.dkr.ecr.{region}.{suffix}/{name}"),
                    named("AWS::Batch::JobQueue", "JobQueueName")
                            .with(REF, ARN + "batch" + HERE + "job-queue/{name}")
                            .with("JobQueueArn", ARN + "batch" + HERE + "job-queue/{name}"),
                    named("AWS::Batch::JobDefinition", "JobDefinitionName")
                            .with(REF, ARN + "batch" + HERE + "job-definition/{name}:1"),
                    named("AWS::CodeBuild::Project", "Name").with("Arn", ARN + "codebuild" + HERE + "project/{name}"),
                    named("AWS::Timestream::Database", "DatabaseName").with("Arn", TIMESTREAM + "{name}"),
                    named("AWS::Timestream::Table", "TableName")
                            .with(REF, "{DatabaseName}|{name}")
                            .with("Name", "{name}")
                            .with("Arn", TIMESTREAM + "{DatabaseName}/table/{name}"),
                    named("AWS::IoT::Thing", "ThingName").with("Arn", ARN + "iot" + HERE + "thing/{name}"),
                    named("AWS::IoT::TopicRule", "RuleName").with("Arn", ARN + "iot" + HERE + "rule/{name}"),
                    named("AWS::Glue::Job", "Name"),
                    named("AWS::Athena::WorkGroup", "Name"),
                    named("AWS::SES::ConfigurationSet", "Name"),
                    nameless("AWS::SES::EmailIdentity").with(REF, "{EmailIdentity}"),
                    nameless("AWS::Route53::RecordSet").with(REF, "{Name}"))
            .collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    /** Returns the resource's type, of which only the name is known if it is not in the table above. */
    static ResourceType of(Resource resource) {
        return KNOWN.getOrDefault(
                resource.type(), new ResourceType(resource.type(), Optional.empty(), Map.of(), false));
    }

    /** Returns a type whose {@code Ref} gives the name unless another form is set. */
    private static ResourceType named(String type, String nameProperty) {
        return new ResourceType(type, Optional.of(nameProperty), Map.of(REF, "{name}"), false);
    }

    private static ResourceType nameless(String type) {
        return new ResourceType(type, Optional.empty(), Map.of(REF, "{name}"), false);
    }

    private ResourceType with(String attribute, String form) {
        Map<String, String> more = new HashMap<>(attributes);
        more.put(attribute, form);
        return new ResourceType(name, nameProperty, Map.copyOf(more), isComplete);
    }

    private ResourceType complete() {
        return new ResourceType(name, nameProperty, attributes, true);
    }
}
