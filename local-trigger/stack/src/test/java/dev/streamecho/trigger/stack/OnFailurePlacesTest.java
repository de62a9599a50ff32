package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnFailurePlacesTest {
    @TempDir
    private Path folder;

    @Test
    void aQueueThatIsNobodysDestinationIsNoPlace() throws IOException {
        OnFailurePlaces places = places("!Ref Alarms");

        assertThat(places.queues()).isEmpty();
        assertThat(places.folders()).containsExactly("kept/Alarms");
    }

    @Test
    void aQueueOfTheTemplateIsNamedByItsLogicalId() throws IOException {
        OnFailurePlaces places = places("!GetAtt Letters.Arn");

        assertThat(places.queues()).containsExactly("Letters");
        assertThat(places.folders()).isEmpty();
    }

    @Test
    void aQueueOfAnotherStackIsAFolder() throws IOException {
        OnFailurePlaces places = places("arn:aws:sqs:us-east-1:123456789012:theirs");

        assertThat(places.queues()).isEmpty();
        assertThat(places.folders()).containsExactly("kept/theirs");
    }

    private OnFailurePlaces places(String destination) throws IOException {
        String yaml = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Letters: {Type: AWS::SQS::Queue, Properties: {QueueName: letters}}
                  Jobs: {Type: AWS::SQS::Queue}
                  Alarms: {Type: AWS::SNS::Topic, Properties: {TopicName: Alarms}}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        First: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST, DestinationConfig: {OnFailure: {Destination: %s}}}}
                """.formatted(destination);
        Template template =
                Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), Map.of(), "us-east-1");
        return OnFailurePlaces.of(template, Path.of("kept"));
    }
}
