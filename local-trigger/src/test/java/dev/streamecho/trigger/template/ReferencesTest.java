package dev.streamecho.trigger.template;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                "!GetAtt Pool.Arn                 | arn:aws:cognito-idp:us-east-1:123456789012:userpool/Pool",
                "!Ref Vpc                         | Vpc",
            })
    void referenceGivesWhatItGivesOnAws(String expression, String text) {
        assertThat(value(folder, expression, RESOURCES).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!GetAtt Vpc.CidrBlock       | Fn::GetAtt asks for CidrBlock of Vpc (AWS::EC2::VPC), which is not known here; take it from a parameter instead (known: none)",
                "!GetAtt Orders.TableId      | Fn::GetAtt asks for TableId of Orders (AWS::DynamoDB::Table), which is not known here; take it from a parameter instead (known: Arn, StreamArn)",
                "!Sub '${Echo.Url}'          | Fn::Sub asks for Url of Echo (AWS::Serverless::Function), which is not known here; take it from a parameter instead (known: Arn)",
                "!Ref Orders.Alias           | Ref asks for Alias of Orders (AWS::DynamoDB::Table), which is not known here; take it from a parameter instead (known: none)",
                "!GetAtt Named.StreamArn     | Named has no stream; give it a StreamSpecification with a StreamViewType",
                "!GetAtt PlainRole.Arn       | Fn::GetAtt names PlainRole, which is neither a parameter nor a resource of the template",
            })
    void whatIsNotKnownOfAResourceIsAnError(String expression, String reason) {
        assertThat(errorOf(folder, () -> value(folder, expression, RESOURCES).text()))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): " + reason);
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
                .isEqualTo("template.yaml: Orders.Properties.TableName (line 2): a circle of references:"
                        + " Log → Orders → Log");
    }

    @Test
    void longChainOfNamesIsAnErrorAndNoStackOverflow() {
        StringBuilder yaml = new StringBuilder("Resources:\n  T0: {Type: AWS::DynamoDB::Table}\n");
        for (int i = 1; i <= 500; i++) {
            yaml.append("  T%d: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref T%d}}\n".formatted(i, i - 1));
        }

        assertThat(errorOf(folder, () -> read(folder, yaml.toString()).tables()))
                .isEqualTo(
                        "template.yaml: T1.Properties.TableName (line 3): more than 50 references lead to T0, each in"
                                + " another");
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
