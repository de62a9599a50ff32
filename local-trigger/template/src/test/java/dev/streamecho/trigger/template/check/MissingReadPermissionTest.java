package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.TestTemplates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingReadPermissionTest {
    private static final String RULE = "missing-read-permission";

    private static final String ALL =
            "the role of Changes does not allow dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator,"
                    + " dynamodb:ListStreams, so the mapping cannot be created";

    @TempDir
    private Path folder;

    @Test
    void aMappingOfItsOwnIsNotReadableForSamsRole() {
        String yaml = """
                Resources:
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: python3.13, Handler: a.b}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                      FunctionName: !Ref Changes
                """ + Checks.TABLE;
        assertThat(Checks.found(RULE, folder, yaml)).containsExactly("8 error Mapping EventSourceArn: " + ALL);
        assertThat(TemplateCheck.of(
                        TestTemplates.read(folder, yaml), Optional.empty(), Set.of(EndlessRetriesTest.RULE)))
                .singleElement()
                .extracting(Finding::remedy)
                .isEqualTo("SAM adds them for an event of the function only: make it one, or add"
                        + " AWSLambdaDynamoDBExecutionRole to its Policies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLambdaDynamoDBExecutionRole",
                "[arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole]",
                "[AmazonDynamoDBFullAccess]",
                "[SomethingOfTheCompany]",
                "[DynamoDBStreamReadPolicy: {TableName: !Ref Orders, StreamName: '*'}]",
                "[{Statement: {Effect: Allow, Action: 'dynamodb:*', Resource: '*'}}]",
                "[{Statement: [{Effect: Allow, Action: ['dynamodb:*Stream*', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],"
                        + " Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders/stream/*'}]}]",
                "[{Statement: [{Effect: Allow, Action: 'dynamodb:*', Resource: '*', Condition: {Bool: {a: b}}}]}]",
            })
    void aPolicyThatMayAllowItIsEnough(String policies) {
        assertThat(Checks.found(RULE, folder, withPolicies(policies))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLambdaBasicExecutionRole",
                "[DynamoDBCrudPolicy: {TableName: !Ref Orders}]",
                "[{Statement: {Effect: Deny, Action: 'dynamodb:*', Resource: '*'}}]",
            })
    void aPolicyThatAllowsSomethingElseIsNot(String policies) {
        assertThat(Checks.found(RULE, folder, withPolicies(policies))).hasSize(1);
    }

    @Test
    void anEventOfAFunctionIsReadableUnlessItNamesItsRole() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Role: {Type: AWS::IAM::Role}
                  Own:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events: {Stream: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn}}}
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Role: !GetAtt Role.Arn
                      Events: {Stream: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn}}}
                """ + Checks.TABLE))
                .containsExactly("11 error ChangesStream Events.Stream.Properties.Stream: " + ALL);
    }

    @Test
    void policiesBesideTheRoleCountAsCdkWritesThem() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Role: {Type: AWS::IAM::Role}
                  DefaultPolicy:
                    Type: AWS::IAM::Policy
                    Properties:
                      PolicyName: DefaultPolicy
                      Roles: [!Ref Role]
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: dynamodb:ListStreams, Resource: "*"}
                          - Effect: Allow
                            Action: [dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator]
                            Resource: !GetAtt Orders.StreamArn
                  Changes:
                    Type: AWS::Lambda::Function
                    Properties: {Role: !GetAtt Role.Arn}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                      FunctionName: !Ref Changes
                """ + Checks.TABLE)).isEmpty();
    }

    @Test
    void aPolicyOfAnotherTableIsNamedWithWhatIsMissing() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyDocument:
                            Statement:
                              - {Effect: Allow, Action: "dynamodb:*", Resource: "arn:aws:dynamodb:*:*:table/Other/*"}
                  Changes:
                    Type: AWS::Lambda::Function
                    Properties: {Role: !GetAtt Role.Arn}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !GetAtt Orders.StreamArn, FunctionName: !Ref Changes}
                """ + Checks.TABLE))
                .containsExactly(
                        "14 error Mapping EventSourceArn: the role of Changes does not allow dynamodb:DescribeStream,"
                                + " dynamodb:GetRecords, dynamodb:GetShardIterator, so the mapping cannot be created");
    }

    @Test
    void aRoleOrASourceThatIsElsewhereIsNoFinding() {
        assertThat(Checks.found(RULE, folder, """
                Parameters:
                  Stream: {Type: String, Default: "arn:aws:dynamodb:us-east-1:111122223333:table/Other/stream/2026"}
                Resources:
                  Elsewhere:
                    Type: AWS::Lambda::Function
                    Properties: {Role: "arn:aws:iam::111122223333:role/shared"}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !Ref Stream, FunctionName: !Ref Elsewhere}
                """)).isEqualTo(List.of());
    }

    @Test
    void aQueueNeedsActionsOfItsOwn() {
        assertThat(Checks.found(RULE, folder, """
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyDocument:
                            Statement: {Effect: Allow, Action: sqs:ReceiveMessage, Resource: !GetAtt Queue.Arn}
                  Worker:
                    Type: AWS::Lambda::Function
                    Properties: {Role: !GetAtt Role.Arn}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Worker}
                """))
                .containsExactly("14 error Mapping EventSourceArn: the role of Worker does not allow sqs:DeleteMessage,"
                        + " sqs:GetQueueAttributes, so the mapping cannot be created");
    }

    /** A function with a mapping of its own, and the policies that it has beside those that SAM gives it. */
    private static String withPolicies(String policies) {
        return """
                Resources:
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Policies: %s
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                      FunctionName: !Ref Changes
                """.formatted(policies) + Checks.TABLE;
    }
}
