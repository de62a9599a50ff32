package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed template means for a stack that runs. */
class DefinitionChangesTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Size: {Type: Number, Default: 10}
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Letters:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: 60}
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  CodeUri: .
                  Handler: a.B::c
                  Timeout: 10
                  MemorySize: 512
                  Environment: {Variables: {GREETING: hello}}
                  Events:
                    Orders:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Orders.StreamArn
                        StartingPosition: LATEST
                        BatchSize: !Ref Size
            """;

    private static final String WITH_QUEUE = TEMPLATE.replace("Resources:\n", """
            Resources:
              Parcels: {Type: AWS::SQS::Queue}
              OnLetters:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {FunctionName: !Ref Reader, EventSourceArn: !GetAtt Letters.Arn, BatchSize: 3}
            """);

    @TempDir
    private Path folder;

    @Test
    void aChangedPropertyOfAMappingIsUpdated() throws IOException {
        EventSourceMapping was = mapping(TEMPLATE);
        EventSourceMapping is = mapping(TEMPLATE.replace("Default: 10", "Default: 5"));

        assertThat(MappingDifference.updated(was, is, was)).contains(is);
        assertThat(MappingDifference.needingRestart(was, is)).isEmpty();
        assertThat(MappingDifference.updated(was, mapping(TEMPLATE), was)).isEmpty();
    }

    @Test
    void whatSomebodyHasChangedMeanwhileStays() throws IOException {
        EventSourceMapping was = mapping(TEMPLATE);
        EventSourceMapping is = mapping(TEMPLATE.replace("Default: 10", "Default: 5"));

        assertThat(MappingDifference.updated(was, is, was.withEnabled(false))).contains(is.withEnabled(false));
        assertThat(MappingDifference.updated(was, mapping(TEMPLATE), was.withEnabled(false)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatAwsReplacesWaitsForTheNextStart() throws IOException {
        EventSourceMapping was = mapping(TEMPLATE);
        EventSourceMapping is = mapping(TEMPLATE.replace("LATEST", "TRIM_HORIZON"));

        assertThat(MappingDifference.updated(was, is, was)).isEmpty();
        assertThat(MappingDifference.needingRestart(was, is))
                .containsExactly("ReaderOrders: with another StartingPosition, AWS replaces the mapping;"
                        + " here that takes effect at the next start");
        assertThat(resources(TEMPLATE.replace("AttributeName: id", "AttributeName: key")))
                .containsExactly(
                        "Orders: AttributeDefinitions takes effect at the next start",
                        "Orders: with another KeySchema, AWS replaces the table; here that takes effect at the next start");
        assertThat(resources(TEMPLATE.replace("{VisibilityTimeout: 60}", "{QueueName: Post}")))
                .containsExactly(
                        "Letters: VisibilityTimeout takes effect at the next start",
                        "Letters: with another QueueName, AWS replaces the queue; here that takes effect at the next start");
    }

    @Test
    void aResourceThatIsNewOrRemovedWaitsForTheNextStart() throws IOException {
        assertThat(resources(TEMPLATE.replace("Letters:", "Post:")))
                .containsExactlyInAnyOrder(
                        "Post is new, and is made at the next start",
                        "Letters was removed, and stays until the next start");
        assertThat(resources(TEMPLATE + "  Topic: {Type: AWS::SNS::Topic}\n")).isEmpty();
    }

    @Test
    void aFunctionTakesItsVariablesAndLimits() throws IOException {
        assertThat(function(TEMPLATE)).isEqualTo(new FunctionChanges(List.of(), List.of()));
        assertThat(function(TEMPLATE.replace("hello", "moin")
                        .replace("Timeout: 10", "Timeout: 20")
                        .replace("512", "1024")))
                .isEqualTo(new FunctionChanges(List.of("Environment", "Timeout", "MemorySize"), List.of()));
        assertThat(function(TEMPLATE.replace("a.B::c", "a.B::d")))
                .isEqualTo(new FunctionChanges(List.of(), List.of("Reader: Handler takes effect at the next start")));
        assertThat(function(TEMPLATE.replace("Default: 10", "Default: 5")))
                .as("of its mapping")
                .isEqualTo(new FunctionChanges(List.of(), List.of()));
    }

    @Test
    void aMappingOnAQueueStaysOnTheOneThatWasMadeAtTheStart() throws IOException {
        QueueMapping was = onQueue(WITH_QUEUE);
        QueueMapping ofOthers = onQueue(WITH_QUEUE.replace("!GetAtt Letters.Arn", "!GetAtt Parcels.Arn"));
        QueueMapping slower = onQueue(WITH_QUEUE.replace("{VisibilityTimeout: 60}", "{VisibilityTimeout: 90}"));

        assertThat(MappingDifference.updated(was, ofOthers, was)).isEmpty();
        assertThat(MappingDifference.needingRestart(was, ofOthers))
                .containsExactly("OnLetters: with another EventSourceArn, AWS replaces the mapping;"
                        + " here that takes effect at the next start");
        assertThat(MappingDifference.updated(was, slower, was)).isEmpty();
        assertThat(MappingDifference.needingRestart(was, slower)).isEmpty();
    }

    @Test
    void whatSomebodyHasChangedMeanwhileStaysOnAQueueToo() throws IOException {
        QueueMapping was = onQueue(WITH_QUEUE);
        QueueMapping is = onQueue(WITH_QUEUE.replace("BatchSize: 3", "BatchSize: 4"));

        assertThat(MappingDifference.updated(was, is, was)).contains(is);
        assertThat(MappingDifference.updated(was, is, was.withEnabled(false))).contains(is.withEnabled(false));
        assertThat(MappingDifference.updated(was, was, was.withEnabled(false))).isEmpty();
    }

    private FunctionChanges function(String changed) throws IOException {
        return FunctionChanges.between(
                read(TEMPLATE).functions().get(0), read(changed).functions().get(0));
    }

    private List<String> resources(String changed) throws IOException {
        return new ResourceChanges(read(TEMPLATE), read(changed)).needingRestart();
    }

    private EventSourceMapping mapping(String template) throws IOException {
        return EventSourceMappings.read(read(template)).all().get(0);
    }

    private QueueMapping onQueue(String template) throws IOException {
        return EventSourceMappings.read(read(template)).onQueues().get(0).mapping();
    }

    private Template read(String content) throws IOException {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, content);
        return Template.read(template, Map.of(), "us-east-1");
    }
}
