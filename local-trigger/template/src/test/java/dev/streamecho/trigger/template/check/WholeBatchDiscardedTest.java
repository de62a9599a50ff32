package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeBatchDiscardedTest {
    private static final String RULE = "whole-batch-discarded";

    @TempDir
    private Path folder;

    @Test
    void oneBadRecordTakesTheOthersWithIt() {
        assertThat(Checks.found(RULE, folder, template("MaximumRetryAttempts: 3")))
                .containsExactly("5 warning Mapping : one bad record discards its whole batch, up to 100 records");
        assertThat(Checks.found(
                        RULE,
                        folder,
                        template("MaximumRetryAttempts: 3, BatchSize: 10, BisectBatchOnFunctionError: false")))
                .containsExactly(
                        "5 warning Mapping BisectBatchOnFunctionError: one bad record discards its whole batch, up to 10"
                                + " records");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MaximumRetryAttempts: 3, BatchSize: 1",
                "MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true",
                "MaximumRetryAttempts: 3, FunctionResponseTypes: [ReportBatchItemFailures]",
                "MaximumRetryAttempts: -1",
            })
    void aBatchOfOneOrThatIsSplitIsNoFinding(String properties) {
        assertThat(Checks.found(RULE, folder, template(properties))).isEmpty();
    }

    private static String template(String properties) {
        return """
                Resources:
                  Changes: {Type: AWS::Lambda::Function}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !GetAtt Orders.StreamArn, FunctionName: !Ref Changes, %s}
                """.formatted(properties) + Checks.TABLE;
    }
}
