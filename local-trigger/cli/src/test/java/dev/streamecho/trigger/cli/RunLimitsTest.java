package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A template with one of each of the things that are not done here, and one mapping that is. */
class RunLimitsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsNotDoneIsALineForEachKindAndTheMappingRuns() throws Exception {
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/greeting.txt"), "hello from the layer");
        Files.writeString(folder.resolve("more.yaml"), "Included: {Type: AWS::Serverless::SimpleTable}\n");
        Files.writeString(
                folder.resolve("template.yaml"), """
                Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
                Resources:
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
                  Fn::ForEach::Tables:
                    - Name
                    - [Orders, Prices]
                    - ${Name}:
                        Type: AWS::DynamoDB::Table
                        Properties:
                          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                          KeySchema: [{AttributeName: id, KeyType: HASH}]
                          BillingMode: PAY_PER_REQUEST
                          StreamSpecification: {StreamViewType: NEW_IMAGE}
                          KinesisStreamSpecification: {StreamArn: arn:aws:kinesis:us-east-1:123456789012:stream/s}
                  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: shared}}
                  Nested: {Type: AWS::Serverless::Application, Properties: {Location: nested.yaml}}
                  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.StreamArn, Target: t, RoleArn: r}}
                  OnChange:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: %s
                      Handler: %s
                      Runtime: java25
                      AutoPublishAlias: live
                      Timeout: 60
                      Layers: [!Ref Shared, arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14]
                      DeadLetterQueue: {Type: SQS, TargetArn: arn:aws:sqs:us-east-1:123456789012:dead}
                      FunctionUrlConfig: {AuthType: NONE}
                      FileSystemConfigs: [{Arn: arn, LocalMountPath: /mnt/data}]
                      MemorySise: 512
                      Environment:
                        Variables:
                          SEARCH: !ImportValue search-endpoint
                          SECRET: "{{resolve:secretsmanager:orders:SecretString:password}}"
                          "order.queue": a dot in the name
                          AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-handler
                          JAVA_TOOL_OPTIONS: -javaagent:/opt/agent.jar
                          GREETING: /opt/greeting.txt
                          ALIAS: !Ref OnChangeAliaslive
                      Events:
                        Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}
                        Price: {Type: DynamoDB, Properties: {Stream: !GetAtt Prices.StreamArn, StartingPosition: LATEST}}
                        Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}
                        Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                        Upload: {Type: S3, Properties: {Bucket: b, Events: s3:ObjectCreated:*}}
                  Image:
                    Type: AWS::Serverless::Function
                    Properties:
                      PackageType: Image
                      Events:
                        Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}
                  Script:
                    Type: AWS::Serverless::Function
                    Properties:
                      InlineCode: "def handler(event, context): pass"
                      Handler: index.handler
                      Runtime: ruby3.4
                      Events:
                        Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}
                  OfAnotherStack:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !ImportValue stream-of-another-stack
                      FunctionName: !Ref OnChange
                      StartingPosition: LATEST
                  Clicks:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: arn:aws:kinesis:us-east-1:123456789012:stream/clicks
                      FunctionName: !Ref OnChange
                      StartingPosition: LATEST
                """.formatted(ModuleFolder.testClasses(), Greeting.class.getName()));

        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0");
                DynamoDbClient client = trigger.client()) {
            client.putItem(request -> request.tableName("Prices").item(NumberedWrites.item(1)));

            await().untilAsserted(() -> assertThat(trigger.lines("hello from the layer"))
                    .as("with %s", trigger.lines(""))
                    .singleElement()
                    .asString()
                    .endsWith("arn:aws:lambda:us-east-1:123456789012:function:OnChange:live"));
            assertThat(client.listTables().tableNames()).containsExactlyInAnyOrder("Orders", "Prices", "Included");
            assertThat(notices(trigger))
                    .containsExactlyInAnyOrder(
                            "AWS::Pipes::Pipe on a table's stream (Pipe)",
                            "AWS::Serverless::Application (Nested)",
                            "AWS_LAMBDA_EXEC_WRAPPER (OnChange)",
                            "FunctionUrlConfig (OnChange)",
                            "KinesisStreamSpecification (Orders, Prices)",
                            "events of other types (Schedule OnChange.Hourly, Schedule OnChange.Daily, S3 OnChange.Upload)",
                            "layers (OnChange)",
                            "layers that are not here (OnChange)",
                            "FileSystemConfigs (OnChange)",
                            "MemorySise (OnChange)",
                            "mappings on Kinesis streams (Clicks)",
                            "variables named order.queue (OnChange)");
            assertThat(trigger.lines("known to AWS only"))
                    .singleElement()
                    .asString()
                    .contains("OnChange.SEARCH", "OnChange.SECRET");
            assertThat(trigger.lines("left out: Image")).hasSize(1);
            assertThat(trigger.lines("left out: Script")).hasSize(1);
            assertThat(trigger.lines("left out: OfAnotherStack")).hasSize(1);
            assertThat(trigger.lines("")).as("on one screen").hasSizeLessThan(40);
        }
    }

    private static List<String> notices(TriggerProcess trigger) {
        return trigger.lines("): ").stream()
                // Tests run in other JDKs too.
                .filter(line -> !line.startsWith("runtime java25"))
                .map(line -> line.substring(0, line.indexOf("): ") + 1))
                .toList();
    }

    /** Prints the file of the layer, and its own alias. */
    public static final class Greeting implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            System.out.println(Files.readString(Path.of(System.getenv("GREETING"))) + " " + System.getenv("ALIAS"));
        }
    }
}
