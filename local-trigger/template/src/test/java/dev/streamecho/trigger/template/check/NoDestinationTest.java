package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoDestinationTest {
    private static final String RULE = "no-destination";

    @TempDir
    private Path folder;

    @Test
    void whatIsDiscardedLeavesNoTrace() {
        assertThat(Checks.found(RULE, folder, template("MaximumRetryAttempts: 3")))
                .containsExactly(
                        "9 warning ChangesStream Events.Stream.Properties: a batch that is discarded is gone without a"
                                + " trace, as no destination gets a message of it");
        assertThat(Checks.found(RULE, folder, template("MaximumRecordAgeInSeconds: 3600")))
                .hasSize(1);
    }

    @Test
    void aMappingWithADestinationOrThatDiscardsNothingIsNoFinding() {
        assertThat(
                        Checks.found(
                                RULE,
                                folder,
                                template(
                                        "MaximumRetryAttempts: 3, DestinationConfig: {OnFailure: {Destination: !GetAtt Queue.Arn}}")))
                .isEmpty();
        assertThat(Checks.found(RULE, folder, template("MaximumRetryAttempts: -1")))
                .isEmpty();
    }

    private static String template(String properties) {
        return """
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Changes:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Stream:
                          Type: DynamoDB
                          Properties: {Stream: !GetAtt Orders.StreamArn, %s}
                """.formatted(properties) + Checks.TABLE;
    }
}
