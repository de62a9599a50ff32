package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingSendPermissionTest {
    private static final String RULE = "missing-send-permission";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Queue.Arn  | sqs:SendMessage | 0
                    Queue.Arn  | sqs:ReceiveMessage | 1
                    Topic.TopicArn | sns:* | 0
                    Topic.TopicArn | sqs:* | 1
                    Bucket.Arn | s3:PutObject | 0
                    Bucket.Arn | s3:GetObject | 1
                    """)
    void theRoleOfTheFunctionSends(String destination, String action, int findings) {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Topic: {Type: AWS::SNS::Topic}
                  Bucket: {Type: AWS::S3::Bucket}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyDocument: {Statement: {Effect: Allow, Action: "%s", Resource: "*"}}
                  Changes:
                    Type: AWS::Lambda::Function
                    Properties: {Role: !GetAtt Role.Arn}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                      FunctionName: !Ref Changes
                      DestinationConfig: {OnFailure: {Destination: !GetAtt %s}}
                """.formatted(action, destination) + Checks.TABLE))
                .hasSize(findings);
    }

    @Test
    void theFindingIsAtTheDestination() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties:
                            Stream: !GetAtt Orders.StreamArn
                            DestinationConfig:
                              OnFailure:
                                Destination: !GetAtt Queue.Arn
                """ + Checks.TABLE))
                .containsExactly("13 error ChangesStream"
                        + " Events.Stream.Properties.DestinationConfig.OnFailure.Destination: the role of Changes does not allow"
                        + " sqs:SendMessage there, so the messages of discarded batches are lost");
    }

    @Test
    void samAllowsItWhereTheTypeIsGiven() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties:
                            Stream: !GetAtt Orders.StreamArn
                            DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}
                """ + Checks.TABLE)).isEmpty();
    }
}
