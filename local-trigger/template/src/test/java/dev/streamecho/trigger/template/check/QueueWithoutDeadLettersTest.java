package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueWithoutDeadLettersTest {
    private static final String RULE = "queue-without-dead-letters";

    @TempDir
    private Path folder;

    @Test
    void aBadMessageComesAgainAndAgain() {
        assertThat(Checks.found(RULE, folder, template("{FifoQueue: true}")))
                .containsExactly(
                        "2 warning Jobs : a message that always fails invokes Worker again and again until the queue"
                                + " forgets it, and the rest of its message group waits");
    }

    @Test
    void aQueueForSuchMessagesIsNoFindingNorIsOneThatNobodyReads() {
        assertThat(Checks.found(RULE, folder, template("{RedrivePolicy: {maxReceiveCount: 5}}")))
                .isEmpty();
    }

    private static String template(String queue) {
        return """
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: %s}
                  Unread: {Type: AWS::SQS::Queue}
                  Worker:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events: {Messages: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}}
                """.formatted(queue);
    }
}
