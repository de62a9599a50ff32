package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, with the project's own template, function and DynamoDB Local. */
class DemoTest {
    private static final String TEMPLATE =
            ModuleFolder.resolve("../../template.yaml").toString();

    @Test
    void everyChangeIsShownAndTheDeleteIsExplained() {
        Cli demo = Cli.run("demo", "-t", TEMPLATE);

        assertThat(demo.out())
                .contains("\"eventName\":\"INSERT\"")
                .contains("\"NewImage\":{\"name\":{\"S\":\"Ada Lovelace\"},\"id\":{\"S\":\"1\"}}")
                .contains("not echoed: EVENT_TYPES is INSERT,MODIFY, so the function drops the REMOVE");
        assertThat(demo.exitStatus()).isZero();
    }

    @Test
    void aDeleteIsEchoedWhenItIsWanted() {
        Cli demo = Cli.run(
                "demo", "-t", TEMPLATE, "--parameter-overrides", "EventTypes=REMOVE", "StreamViewType=OLD_IMAGE");

        assertThat(demo.out())
                .contains("not echoed: EVENT_TYPES is REMOVE, so the function drops the INSERT")
                .contains("\"eventName\":\"REMOVE\"")
                .contains("\"OldImage\":");
        assertThat(demo.exitStatus()).isZero();
    }

    @Test
    void anotherFunctionNeedNotEchoAndAnotherTableMayHaveAnotherKey(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Readings:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: sensor, AttributeType: S}, {AttributeName: at, AttributeType: N}]
                      KeySchema: [{AttributeName: sensor, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                      BillingMode: PAY_PER_REQUEST
                      StreamSpecification: {StreamViewType: NEW_IMAGE}
                  Alarms:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: PAY_PER_REQUEST
                  Silent:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: %s
                      Handler: %s
                      Runtime: java17
                      Environment: {Variables: {DELIVERED: %s}}
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties: {Stream: !GetAtt Readings.StreamArn, StartingPosition: LATEST}
                """.formatted(
                        ModuleFolder.testClasses(), AppendingHandler.class.getName(), folder));

        Cli demo = Cli.run("demo", "-t", template.toString());

        assertThat(demo.out())
                .contains("./trigger put '{\"sensor\":\"1\",\"at\":1,\"name\":\"Ada\"}' --table Readings")
                .contains("./trigger delete '{\"sensor\":\"1\",\"at\":1}' --table Readings")
                .doesNotContain("echo");
        assertThat(demo.exitStatus()).isZero();
    }
}
