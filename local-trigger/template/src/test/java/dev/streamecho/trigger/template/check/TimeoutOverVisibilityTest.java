package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeoutOverVisibilityTest {
    private static final String RULE = "timeout-over-visibility";

    @TempDir
    private Path folder;

    @Test
    void aLongerTimeoutIsRefused() {
        assertThat(Checks.found(RULE, folder, template("{VisibilityTimeout: 59}", 60, 0)))
                .containsExactly(
                        "2 error Queue VisibilityTimeout: messages are visible again after 59 s, but Worker may take"
                                + " 60 s, so the mapping WorkerMessages cannot be created");
    }

    @Test
    void lessThanSixTimesTheTimeoutAndTheWindowIsARisk() {
        assertThat(Checks.found(RULE, folder, template("{VisibilityTimeout: 364}", 60, 5)))
                .containsExactly(
                        "2 warning Queue VisibilityTimeout: messages are visible again after 364 s, but Worker may take"
                                + " 60 s: when it is throttled, they are received twice");
        assertThat(Checks.found(RULE, folder, template("{VisibilityTimeout: 365}", 60, 5)))
                .isEmpty();
    }

    @Test
    void aQueueHidesMessagesForHalfAMinuteIfItDoesNotSay() {
        assertThat(Checks.found(RULE, folder, template("{}", 5, 0))).isEmpty();
        assertThat(Checks.found(RULE, folder, template("{}", 31, 0)))
                .containsExactly(
                        "2 error Queue : messages are visible again after 30 s, but Worker may take 31 s, so the"
                                + " mapping WorkerMessages cannot be created");
    }

    private static String template(String queue, int timeout, int window) {
        return """
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Properties: %s}
                  Worker:
                    Type: AWS::Serverless::Function
                    Properties:
                      Timeout: %d
                      Events:
                        Messages:
                          Type: SQS
                          Properties: {Queue: !GetAtt Queue.Arn, MaximumBatchingWindowInSeconds: %d}
                """.formatted(queue, timeout, window);
    }
}
