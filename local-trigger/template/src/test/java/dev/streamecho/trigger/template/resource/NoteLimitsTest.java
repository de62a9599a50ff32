package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteLimitsTest {
    private static final String NOTHING_SENDS =
            "nothing here sends them; ./trigger invoke calls the function with an event of yours";

    private static final String NOTHING_SENDS_TO_QUEUE = ": nothing here sends to the queue; any client of SQS can";

    @TempDir
    private Path folder;

    @Test
    void eachKindIsOneLineWithTheFunctionsThatRun() {
        assertThat(notices("""
                Resources:
                  One:
                    Type: AWS::Serverless::Function
                    Properties:
                      DeadLetterQueue: {Type: SQS, TargetArn: arn:aws:sqs:us-east-1:1:q}
                      Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-handler}}
                      Events:
                        Change: {Type: DynamoDB, Properties: {Stream: arn:aws:dynamodb:us-east-1:1:table/T/stream/1}}
                        Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}
                        Api: {Type: Api, Properties: {Path: /, Method: get}}
                        Order: {Type: EventBridgeRule, Properties: {Pattern: {source: [orders]}}}
                  Two:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-handler}}
                      Events:
                        Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                        Upload: {Type: S3, Properties: {Bucket: !Ref Nowhere, Events: s3:ObjectCreated:*}}
                  NotCalled:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events: {Weekly: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(7 days)}}}
                """))
                .containsExactlyInAnyOrder(
                        "AWS_LAMBDA_EXEC_WRAPPER (One, Two): not run; the function starts without it",
                        "events of other types (Schedule One.Hourly, EventBridgeRule One.Order, Schedule Two.Daily,"
                                + " S3 Two.Upload): " + NOTHING_SENDS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/x}] | FileSystemConfigs (One): not mounted; the code finds at its LocalMountPath what this machine has there
            DurableConfig: {ExecutionTimeout: 60}                 | DurableConfig (One): a durable function runs as any other here: its steps are not kept, and it is not resumed
            CapacityProviderConfig: {Arn: a}                      | CapacityProviderConfig (One): it runs on this machine, each process with one invocation at a time
            FunctionUrlConfig: {AuthType: NONE}                   | FunctionUrlConfig (One): there is no URL here; ./trigger invoke calls the function
            """)
    void aPropertyOfAFunctionThatIsNotDoneHereIsALine(String property, String line) {
        assertThat(notices("Resources: {One: {Type: AWS::Serverless::Function, Properties: {%s}}}".formatted(property)))
                .containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({"java17, false", "java25, false", "java8.al2, true", "java11, true", "nodejs22.x, false"})
    void aRuntimeOlderThanTheJdkThatRunsIsALine(String runtime, boolean isNamed) {
        Notices notices = new Notices();
        FunctionDefinition function = read(
                        folder,
                        "Resources: {One: {Type: AWS::Lambda::Function, Properties: {Runtime: %s}}}".formatted(runtime))
                .functions()
                .get(0);

        new FunctionNotices(function, notices).addRuntime(17);

        assertThat(notices.lines())
                .isEqualTo(
                        isNamed
                                ? List.of(
                                        "runtime " + runtime
                                                + " (One): runs on Java 17, the JDK of the trigger; what later versions of Java changed holds here already")
                                : List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::Serverless::Function | MemorySise: 512          | MemorySise | ; did you mean MemorySize?
            AWS::Serverless::Function | timeout: 5               | timeout    | ; did you mean Timeout?
            AWS::Serverless::Function | TracingConfig: {Mode: x} | TracingConfig | ; did you mean Tracing?
            AWS::Lambda::Function     | CodeUri: target          | CodeUri    | ; did you mean Code?
            AWS::Serverless::Function | Enviroment: {}           | Enviroment | ; did you mean Environment?
            AWS::Serverless::Function | Code: target             | Code       | ; did you mean CodeUri?
            AWS::Lambda::Function     | Wings: 2                 | Wings      | ''
            """)
    void aMisspeltPropertyIsALine(String type, String property, String name, String advice) {
        assertThat(codeNotices(type, property))
                .containsExactly("%s (One): not a property of %s that is known here, and ignored%s"
                        .formatted(name, type, advice));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::Serverless::Function | VersionDeletionPolicy: Retain
            AWS::Lambda::Function     | TracingConfig: {Mode: Active}
            AWS::Lambda::Function     | Fn::Transform: {Name: Macro}
            """)
    void aPropertyOfTheTypeIsNoLine(String type, String property) {
        assertThat(codeNotices(type, property)).isEmpty();
    }

    private List<String> codeNotices(String type, String property) {
        Notices notices = new Notices();
        FunctionDefinition function = read(
                        folder, "Resources: {One: {Type: %s, Properties: {%s}}}".formatted(type, property))
                .functions()
                .get(0);
        new FunctionNotices(function, notices).addThoseOfCode();
        return notices.lines();
    }

    @Test
    void anEventWithAHyphenInItsNameIsLeftOutWithALine() {
        Template template = read(folder, """
                Resources:
                  One:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        ../up: {Type: DynamoDB, Properties: {Stream: arn:aws:dynamodb:us-east-1:1:table/T/stream/1}}
                        on-change: {Type: DynamoDB, Properties: {Stream: arn:aws:dynamodb:us-east-1:1:table/T/stream/1}}
                        Change: {Type: DynamoDB, Properties: {Stream: arn:aws:dynamodb:us-east-1:1:table/T/stream/1}}
                """);

        assertThat(template.eventSourceMappings())
                .extracting(EventSourceMappingDefinition::logicalId)
                .containsExactly("OneChange");
        Notices notices = new Notices();
        template.noteLimits(Set.of(), notices);
        assertThat(notices.lines())
                .containsExactly("an event whose name has characters other than letters and digits"
                        + " (One.../up, One.on-change): left out, as SAM refuses it");
    }

    @Test
    void resourcesThatWouldCallTheFunctionsThatRunAreNamed() {
        assertThat(notices("""
                Resources:
                  One: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: a}}}
                  Idle: {Type: AWS::Lambda::Function}
                  Tick: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !GetAtt One.Arn, Principal: events.amazonaws.com}}
                  Mail: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Idle, Principal: ses.amazonaws.com}}
                  Rest: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref One, Principal: apigateway.amazonaws.com}}
                  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt One.Arn, AuthType: NONE}}
                """))
                .containsExactly(
                        "calls of events.amazonaws.com (Tick): " + NOTHING_SENDS,
                        "AWS::Lambda::Url (Url): there is no URL here; ./trigger invoke calls the function");
    }

    @Test
    void nestedStacksPipesAndKinesisDestinationsAreNamed() {
        assertThat(notices("""
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE},
                      KinesisStreamSpecification: {StreamArn: arn:aws:kinesis:us-east-1:1:stream/s}}}
                  World:
                    Type: AWS::DynamoDB::GlobalTable
                    Properties:
                      Replicas: [{Region: us-east-1, KinesisStreamSpecification: {StreamArn: a}}]
                  Stored: {Type: AWS::Serverless::Application, Properties: {Location: stored/template.yaml}}
                  Other: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: a, SemanticVersion: 1.0.0}}}
                  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested.yaml}}
                  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.StreamArn, Target: t, RoleArn: r}}
                  OfQueue: {Type: AWS::Pipes::Pipe, Properties: {Source: arn:aws:sqs:us-east-1:1:q, Target: t, RoleArn: r}}
                """))
                .containsExactly(
                        "KinesisStreamSpecification (Orders, World): the Kinesis stream gets no changes; the table's own"
                                + " stream has them",
                        "AWS::Serverless::Application (Stored, Other): not made, as its template is not a file here; run that with ./trigger run -t",
                        "AWS::CloudFormation::Stack (Nested): not made, as its template is not a file here; run that with ./trigger run -t",
                        "AWS::Pipes::Pipe on a table's stream (Pipe): not run; only event source mappings are",
                        "AWS::Pipes::Pipe on a queue (OfQueue): not run; only event source mappings are");
    }

    @Test
    void whatSendsToQueuesAndSchedulesThatCallFunctionsAreNamed() {
        assertThat(notices("""
                Resources:
                  One: {Type: AWS::Serverless::Function}
                  NotCalled: {Type: AWS::Serverless::Function}
                  Jobs: {Type: AWS::SQS::Queue}
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties: {NotificationConfiguration: {QueueConfigurations: [{Event: x, Queue: !GetAtt Jobs.Arn}]}}
                  Plain: {Type: AWS::S3::Bucket}
                  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: x}, {Id: b, Arn: !GetAtt Jobs.Arn}]}}
                  Topic: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}]}}
                  ToJobs: {Type: AWS::SNS::Subscription, Properties: {Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
                  Mail: {Type: AWS::SNS::Subscription, Properties: {Protocol: email, Endpoint: a@example.com}}
                  Hourly: {Type: AWS::Scheduler::Schedule, Properties: {Target: {Arn: !GetAtt One.Arn}}}
                  Daily: {Type: AWS::Scheduler::Schedule, Properties: {Target: {Arn: !GetAtt NotCalled.Arn}}}
                  Weekly: {Type: AWS::Scheduler::Schedule, Properties: {Target: {Arn: !GetAtt Jobs.Arn}}}
                """))
                .containsExactly(
                        "AWS::S3::Bucket to a queue (Bucket)" + NOTHING_SENDS_TO_QUEUE,
                        "AWS::Events::Rule to a queue (Rule)" + NOTHING_SENDS_TO_QUEUE,
                        "AWS::SNS::Topic to a queue (Topic)" + NOTHING_SENDS_TO_QUEUE,
                        "AWS::SNS::Subscription to a queue (ToJobs)" + NOTHING_SENDS_TO_QUEUE,
                        "AWS::Scheduler::Schedule (Hourly): nothing here sends them; ./trigger invoke calls the function"
                                + " with an event of yours",
                        "AWS::Scheduler::Schedule to a queue (Weekly)" + NOTHING_SENDS_TO_QUEUE);
    }

    private List<String> notices(String template) {
        Notices notices = new Notices();
        read(folder, template).noteLimits(Set.of("One", "Two"), notices);
        return notices.lines();
    }
}
