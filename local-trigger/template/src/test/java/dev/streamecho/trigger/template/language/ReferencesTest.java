package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TestTemplates;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private static final String RESOURCES = """
              Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
              Named: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${AWS::StackName}-orders"}}
              Global: {Type: AWS::DynamoDB::GlobalTable, Properties: {StreamSpecification: {StreamViewType: KEYS_ONLY}}}
              Simple: {Type: AWS::Serverless::SimpleTable}
              Echo: {Type: AWS::Serverless::Function, Properties: {FunctionName: echo, AutoPublishAlias: live}}
              Plain: {Type: AWS::Lambda::Function, Properties: {Role: x}}
              Quick: {Type: AWS::Lambda::Function, Properties: {SnapStart: {ApplyOn: PublishedVersions}}}
              EchoAlias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !GetAtt Plain.Arn, Name: blue}}
              EchoVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Plain}}
              Mapping: {Type: AWS::Lambda::EventSourceMapping}
              Failed: {Type: AWS::SQS::Queue}
              Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: alarms}}
              Bucket: {Type: AWS::S3::Bucket}
              Kinesis: {Type: AWS::Kinesis::Stream}
              Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Echo}"}}
              Role: {Type: AWS::IAM::Role}
              Key: {Type: AWS::KMS::Key}
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
              Secret: {Type: AWS::SecretsManager::Secret}
              Machine: {Type: AWS::StepFunctions::StateMachine}
              SamMachine: {Type: AWS::Serverless::StateMachine}
              Kafka: {Type: AWS::MSK::Cluster}
              Broker: {Type: AWS::AmazonMQ::Broker}
              Rule: {Type: AWS::Events::Rule}
              Setting: {Type: AWS::SSM::Parameter, Properties: {Name: /setting, Value: !Ref Orders}}
              Pool: {Type: AWS::Cognito::UserPool}
              Vpc: {Type: AWS::EC2::VPC}
              Firehose: {Type: AWS::KinesisFirehose::DeliveryStream}
              Search: {Type: AWS::OpenSearchService::Domain, Properties: {DomainName: orders}}
              Database: {Type: AWS::RDS::DBInstance}
              Redis: {Type: AWS::ElastiCache::ReplicationGroup}
              Graph: {Type: AWS::AppSync::GraphQLApi}
              HttpApi: {Type: AWS::Serverless::HttpApi}
              Nested: {Type: AWS::CloudFormation::Stack}
              Custom: {Type: Custom::Lookup}
              Imported: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub ["${prefix}-orders", {prefix: !ImportValue prefix}]}}
              Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue queue}}
              F: {Type: AWS::Lambda::Function, Properties: {FunctionName: !ImportValue function}}
              D: {Type: AWS::DynamoDB::Table}
              D2: {Type: AWS::DynamoDB::Table}
              DDD: {Type: AWS::DynamoDB::Table}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!Ref Orders                      | Orders",
                "!GetAtt Orders.Arn               | arn:aws:dynamodb:us-east-1:123456789012:table/Orders",
                "!GetAtt [Orders, Arn]            | arn:aws:dynamodb:us-east-1:123456789012:table/Orders",
                "!GetAtt Orders.StreamArn         | arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/0000-00-00T00:00:00.000",
                "!Ref Named                       | local-orders",
                "!Sub '${Named}/${Named.Arn}'     | local-orders/arn:aws:dynamodb:us-east-1:123456789012:table/local-orders",
                "!Ref Global                      | Global",
                "!GetAtt Global.StreamArn         | arn:aws:dynamodb:us-east-1:123456789012:table/Global/stream/0000-00-00T00:00:00.000",
                "!Ref Simple                      | Simple",
                "!Ref Echo                        | echo",
                "!GetAtt Echo.Arn                 | arn:aws:lambda:us-east-1:123456789012:function:echo",
                "!Ref Echo.Alias                  | arn:aws:lambda:us-east-1:123456789012:function:echo:live",
                "!Ref Echo.Version                | arn:aws:lambda:us-east-1:123456789012:function:echo:1",
                "!Sub '${Echo.Alias}'             | arn:aws:lambda:us-east-1:123456789012:function:echo:live",
                "!Ref Plain                       | Plain",
                "!Ref EchoAliaslive               | arn:aws:lambda:us-east-1:123456789012:function:echo:live",
                "!GetAtt Echo.SnapStartResponse.ApplyOn | None",
                "!GetAtt Quick.SnapStartResponse.ApplyOn | PublishedVersions",
                "!GetAtt Echo.SnapStartResponse.OptimizationStatus | Off",
                "!GetAtt EchoAliaslive.AliasArn   | arn:aws:lambda:us-east-1:123456789012:function:echo:live",
                "!Ref EchoAlias                   | arn:aws:lambda:us-east-1:123456789012:function:Plain:blue",
                "!Ref EchoVersion                 | arn:aws:lambda:us-east-1:123456789012:function:Plain:1",
                "!GetAtt EchoVersion.Version      | 1",
                "!Sub '${EchoVersion.Version}'    | 1",
                "!GetAtt EchoRole.Arn             | arn:aws:iam::123456789012:role/EchoRole",
                "!Ref ServerlessRestApi           | ServerlessRestApi",
                "!GetAtt Mapping.Id               | Mapping",
                "!Ref Failed                      | https://sqs.us-east-1.amazonaws.com/123456789012/Failed",
                "!GetAtt Failed.Arn               | arn:aws:sqs:us-east-1:123456789012:Failed",
                "!GetAtt Failed.QueueName         | Failed",
                "!Ref Topic                       | arn:aws:sns:us-east-1:123456789012:alarms",
                "!GetAtt Topic.TopicName          | alarms",
                "!Ref Bucket                      | bucket",
                "!GetAtt Bucket.Arn               | arn:aws:s3:::bucket",
                "!GetAtt Kinesis.Arn              | arn:aws:kinesis:us-east-1:123456789012:stream/Kinesis",
                "!Ref Log                         | /aws/lambda/echo",
                "!GetAtt Log.Arn                  | arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/echo:*",
                "!GetAtt Role.Arn                 | arn:aws:iam::123456789012:role/Role",
                "!GetAtt Key.Arn                  | arn:aws:kms:us-east-1:123456789012:key/Key",
                "!GetAtt Bus.Arn                  | arn:aws:events:us-east-1:123456789012:event-bus/bus",
                "!Ref Secret                      | arn:aws:secretsmanager:us-east-1:123456789012:secret:Secret",
                "!Ref Machine                     | arn:aws:states:us-east-1:123456789012:stateMachine:Machine",
                "!GetAtt SamMachine.Arn           | arn:aws:states:us-east-1:123456789012:stateMachine:SamMachine",
                "!GetAtt Machine.Name             | Machine",
                "!GetAtt Kafka.Arn                | arn:aws:kafka:us-east-1:123456789012:cluster/Kafka",
                "!GetAtt Broker.Arn               | arn:aws:mq:us-east-1:123456789012:broker:Broker",
                "!GetAtt Rule.Arn                 | arn:aws:events:us-east-1:123456789012:rule/Rule",
                "!Ref Setting                     | /setting",
                "!GetAtt Setting.Value            | Orders",
                "!GetAtt Pool.Arn                 | arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pool",
                "!Ref Pool                        | us-east-1_Pool",
                "!GetAtt Pool.UserPoolId          | us-east-1_Pool",
                "!GetAtt Pool.ProviderName        | cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool",
                "!GetAtt Pool.ProviderURL         | https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool",
                "!GetAtt Firehose.Arn             | arn:aws:firehose:us-east-1:123456789012:deliverystream/Firehose",
                "!Ref Search                      | orders",
                "!GetAtt Search.Arn               | arn:aws:es:us-east-1:123456789012:domain/orders",
                "!Ref D                           | local-D",
                "!GetAtt D2.Arn                   | arn:aws:dynamodb:us-east-1:123456789012:table/local-D2",
                "!Ref DDD                         | DDD",
            })
    void referenceGivesWhatItGivesOnAws(String expression, String text) {
        assertThat(value(folder, expression, RESOURCES).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!GetAtt Orders.TableId      | Fn::GetAtt asks for TableId of Orders (AWS::DynamoDB::Table), which it does not have; it has Arn, StreamArn",
                "!Sub '${Echo.Url}'          | Fn::Sub asks for Url of Echo (AWS::Serverless::Function), which it does not have; it has Arn, SnapStartResponse.ApplyOn, SnapStartResponse.OptimizationStatus",
                "!Ref Orders.Alias           | Ref asks for Alias of Orders (AWS::DynamoDB::Table), which it does not have; it has none",
                "!GetAtt Named.StreamArn     | Named has no stream; give it a StreamSpecification with a StreamViewType",
                "!GetAtt PlainRole.Arn       | Fn::GetAtt names PlainRole, which is neither a parameter nor a resource of the template",
            })
    void whatIsNotKnownOfAResourceIsAnError(String expression, String reason) {
        assertThat(errorOf(folder, () -> value(folder, expression, RESOURCES).text()))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!Ref Vpc                                          | Vpc.Ref                          | UNKNOWN.Vpc.Ref.invalid",
                "!GetAtt Vpc.CidrBlock                             | Vpc.CidrBlock                    | UNKNOWN.Vpc.CidrBlock.invalid",
                "!Sub 'https://${Search.DomainEndpoint}/orders'    | Search.DomainEndpoint            | https://UNKNOWN.Search.DomainEndpoint.invalid/orders",
                "!GetAtt Database.Endpoint.Address                 | Database.Endpoint.Address        | UNKNOWN.Database.Endpoint.Address.invalid",
                "!GetAtt Redis.PrimaryEndPoint.Address             | Redis.PrimaryEndPoint.Address    | UNKNOWN.Redis.PrimaryEndPoint.Address.invalid",
                "!GetAtt Graph.GraphQLUrl                          | Graph.GraphQLUrl                 | UNKNOWN.Graph.GraphQLUrl.invalid",
                "!GetAtt Bucket.WebsiteURL                         | Bucket.WebsiteURL                | UNKNOWN.Bucket.WebsiteURL.invalid",
                "!GetAtt HttpApi.ApiEndpoint                       | HttpApi.ApiEndpoint              | UNKNOWN.HttpApi.ApiEndpoint.invalid",
                "!GetAtt Nested.Outputs.TopicArn                   | Nested.Outputs.TopicArn          | UNKNOWN.Nested.Outputs.TopicArn.invalid",
                "!GetAtt Custom.Anything                           | Custom.Anything                  | UNKNOWN.Custom.Anything.invalid",
                "!Ref Imported                                     | Fn::ImportValue prefix           | UNKNOWN.ImportValue.prefix.invalid-orders",
                "!GetAtt Q.QueueName                               | Fn::ImportValue queue            | UNKNOWN-ImportValue-queue-invalid",
                "!Ref F                                            | Fn::ImportValue function         | UNKNOWN-ImportValue-function-invalid",
                "!ImportValue 'network:VpcId_1'                    | Fn::ImportValue network:VpcId_1  | UNKNOWN.ImportValue.network.VpcId-1.invalid",
                "!ImportValue {'Fn::Sub': '${Vpc}-subnet'}         | Vpc.Ref Fn::ImportValue UNKNOWN.Vpc.Ref.invalid-subnet | UNKNOWN.ImportValue.Vpc.Ref-subnet.invalid",
                "'{{resolve:ssm:/orders/key:1}}'                   | {{resolve:ssm:/orders/key:1}}    | UNKNOWN.resolve.ssm.orders.key.1.invalid",
                "'{{resolve:ssm-secure:/key}}'                     | {{resolve:ssm-secure:/key}}      | UNKNOWN.resolve.ssm-secure.key.invalid",
                "!Sub 'a {{resolve:secretsmanager:${Orders}:SecretString:pw}} b' | {{resolve:secretsmanager:Orders:SecretString:pw}} | a UNKNOWN.resolve.secretsmanager.Orders.SecretString.pw.invalid b",
                "!Join ['', ['{{resolve:secretsmanager:', !Ref Orders, ':SecretString:pw}}']] | {{resolve:secretsmanager:Orders:SecretString:pw}} | UNKNOWN.resolve.secretsmanager.Orders.SecretString.pw.invalid",
                "!Transform {Name: Lookup}                         | Fn::Transform Lookup             | UNKNOWN.Transform.Lookup.invalid",
                "!Select [2, !Split [',', !ImportValue subnets]]   | Fn::ImportValue subnets          | UNKNOWN.ImportValue.subnets.invalid",
                "!Select [1, !Split ['.', !Sub 'a.${Vpc}.c']]      | Vpc.Ref                          | UNKNOWN.Vpc.Ref.invalid",
                "!Select [2, !Split ['.', !Sub 'a.${Vpc}.c']]      | Vpc.Ref                          | c",
                "!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]  | Vpc.CidrBlock                    | UNKNOWN.Vpc.CidrBlock.invalid",
                "!FindInMap [Sizes, !ImportValue stage, Small]     | Fn::ImportValue stage            | UNKNOWN.ImportValue.stage.invalid",
            })
    void whatOnlyAwsKnowsIsAPlaceholderWithItsName(String expression, String unknown, String text) {
        Value value = TestTemplates.written(folder, expression, RESOURCES + "Mappings: {Sizes: {prod: {Small: 1}}}\n");

        assertThat(value.text()).isEqualTo(text);
        assertThat(value.unknowns().stream().map(Unknown::name).collect(Collectors.joining(" ")))
                .isEqualTo(unknown);
    }

    @Test
    void whatIsKnownHereIsNotUnknown() {
        assertThat(TestTemplates.written(folder, "[!Ref Orders, !GetAtt Failed.Arn]", RESOURCES)
                        .unknowns())
                .isEmpty();
    }

    @Test
    void aNumberThatOnlyAwsKnowsIsAnErrorWhereItIsNeeded() {
        Value value = value(folder, "!ImportValue size", "");

        assertThat(value.isUnknown()).isTrue();
        assertThat(errorOf(folder, value::integer))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): is known to AWS only;"
                        + " take it from a parameter, and give that with --parameter-overrides");
    }

    @Test
    void aliasThatIsNotPublishedIsAnError() {
        assertThat(errorOf(
                        folder,
                        () -> value(folder, "!Ref Fn.Alias", "  Fn: {Type: AWS::Serverless::Function}\n")
                                .text()))
                .isEqualTo("template.yaml: Fn.Properties (line 3): AutoPublishAlias is missing");
    }

    @Test
    void resourceWhoseConditionDoesNotHoldCannotBeReferredTo() {
        String rest = "  Orders: {Type: AWS::DynamoDB::Table, Condition: Never}\nConditions: {Never: !Equals [a, b]}\n";

        assertThat(errorOf(folder, () -> value(folder, "!Ref Orders", rest).text()))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): Ref names Orders, which is not made,"
                        + " as its condition Never does not hold");
    }

    @Test
    void circleOfNamesIsAnError() {
        Template template = read(folder, """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${Log}-orders"}}
                  Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/log/${Orders}"}}
                """);

        assertThat(errorOf(folder, template::tables))
                .isEqualTo("template.yaml: Orders.Properties.TableName (line 2): circular references:"
                        + " Log → Orders → Log");
    }

    @Test
    void longChainOfNamesIsAnErrorAndNoStackOverflow() {
        StringBuilder yaml = new StringBuilder("Resources:\n  T0: {Type: AWS::DynamoDB::Table}\n");
        for (int i = 1; i <= 500; i++) {
            yaml.append("  T%d: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref T%d}}\n".formatted(i, i - 1));
        }

        assertThat(errorOf(folder, () -> read(folder, yaml.toString()).tables()))
                .isEqualTo("template.yaml: T1.Properties.TableName (line 3): references to T0 are nested more than 50"
                        + " deep");
    }

    @Test
    void whatBecomesKnownReplacesThePlaceholder() {
        Template template = read(folder, """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Failed: {Type: AWS::SQS::Queue}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment:
                        Variables: {STREAM: !GetAtt Orders.StreamArn, QUEUE: !Sub "${Failed}"}
                """)
                .withAttribute("Orders", "StreamArn", "arn:of:stream")
                .withAttribute("Failed", "Ref", "http://localhost:9324/queue/Failed");

        assertThat(template.functions().get(0).environment())
                .containsEntry("STREAM", "arn:of:stream")
                .containsEntry("QUEUE", "http://localhost:9324/queue/Failed");
    }
}
