package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndlessRetriesTest {
    static final String RULE = "endless-retries";

    private static final String PROBLEM =
            "a record that always fails holds up its shard for 24 hours, until the stream forgets it and what waits behind it";

    @TempDir
    private Path folder;

    @Test
    void withoutALimitABadRecordHoldsUpItsShard() {
        assertThat(Checks.found(RULE, folder, template(""))).containsExactly("5 warning Mapping : " + PROBLEM);
        assertThat(Checks.found(RULE, folder, template("MaximumRetryAttempts: -1")))
                .containsExactly("8 warning Mapping MaximumRetryAttempts: " + PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MaximumRetryAttempts: 0",
                "MaximumRecordAgeInSeconds: 60",
                "MaximumRetryAttempts: !ImportValue attempts"
            })
    void aLimitOfEitherIsEnough(String property) {
        assertThat(Checks.found(RULE, folder, template(property))).isEmpty();
    }

    private static String template(String property) {
        return """
                Resources:
                  Changes: {Type: AWS::Lambda::Function}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                      FunctionName: !Ref Changes
                      %s
                """.formatted(property) + Checks.TABLE;
    }
}
