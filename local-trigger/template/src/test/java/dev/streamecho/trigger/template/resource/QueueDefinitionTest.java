package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueDefinitionTest {
    @TempDir
    private Path folder;

    @Test
    void queuesAreThoseThatAreMadeEachWithItsNameAndArn() {
        Template template = read(folder, """
                Parameters: {Stage: {Type: String, Default: dev}}
                Conditions: {IsProd: !Equals [!Ref Stage, prod]}
                Resources:
                  Plain: {Type: AWS::SQS::Queue}
                  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Stage}-letters"}}
                  Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
                  Topic: {Type: AWS::SNS::Topic}
                  InProd: {Type: AWS::SQS::Queue, Condition: IsProd}
                """);

        assertThat(template.queues())
                .extracting(QueueDefinition::logicalId, QueueDefinition::queueName, QueueDefinition::arn)
                .containsExactly(
                        tuple("Plain", "Plain", "arn:aws:sqs:us-east-1:123456789012:Plain"),
                        tuple("Named", "dev-letters", "arn:aws:sqs:us-east-1:123456789012:dev-letters"),
                        tuple("Ordered", "Ordered.fifo", "arn:aws:sqs:us-east-1:123456789012:Ordered.fifo"));
        assertThat(template.queues()).extracting(QueueDefinition::isFifo).containsExactly(false, false, true);
    }
}
