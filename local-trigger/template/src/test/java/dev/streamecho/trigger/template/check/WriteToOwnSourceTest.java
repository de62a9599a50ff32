package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteToOwnSourceTest {
    private static final String RULE = "write-to-own-source";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DynamoDBCrudPolicy: {TableName: !Ref Orders}  | Other  | 1
                    DynamoDBWritePolicy: {TableName: !Ref Orders} | Other  | 1
                    DynamoDBReadPolicy: {TableName: !Ref Orders}  | Orders | 0
                    DynamoDBCrudPolicy: {TableName: Other}        | Orders | 0
                    AmazonDynamoDBFullAccess                      | Other  | 0
                    AmazonDynamoDBFullAccess                      | Orders | 1
                    DynamoDBCrudPolicy: {TableName: '*'}          | Other  | 0
                    DynamoDBCrudPolicy: {TableName: '*'}          | Orders | 1
                    Statement: {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Orders.Arn} | Other | 1
                    Statement: {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn} | Orders | 0
                    """)
    void aPermissionForTheTableOrForAllAndItsName(String policy, String variable, int findings) {
        assertThat(Checks.found(RULE, folder, template(policy, variable, ""))).hasSize(findings);
    }

    @Test
    void itIsSaidAsAPossibility() {
        assertThat(Checks.found(RULE, folder, template("DynamoDBCrudPolicy: {TableName: !Ref Orders}", "x", "")))
                .containsExactly(
                        "10 warning ChangesStream Events.Stream.Properties.Stream: Changes may write into Orders, whose"
                                + " changes invoke it: if each change makes another, that is a loop without end, which costs money and"
                                + " which Lambda does not stop");
    }

    @Test
    void aFilterMayLeaveOutTheFunctionsOwnChanges() {
        assertThat(Checks.found(
                        RULE,
                        folder,
                        template(
                                "DynamoDBCrudPolicy: {TableName: !Ref Orders}",
                                "x",
                                ", FilterCriteria: {Filters: [{Pattern: '{\"eventName\": [\"INSERT\"]}'}]}")))
                .isEmpty();
    }

    private static String template(String policy, String variable, String properties) {
        return """
                Resources:
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Policies: [%s]
                      Environment: {Variables: {TABLE: %s}}
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties: {Stream: !GetAtt Orders.StreamArn%s}
                """.formatted(policy, variable, properties) + Checks.TABLE;
    }
}
