package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueueMapping.Batching;
import dev.streamecho.trigger.mapping.QueueMapping.DeadLetters;
import dev.streamecho.trigger.mapping.QueueMapping.Source;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueMappingsTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
    private static final InvokedFunction WORKER =
            new InvokedFunction("Worker", "arn:aws:lambda:us-east-1:123456789012:function:Worker", "$LATEST");

    @TempDir
    private Path folder;

    @Test
    void whatIsNotSaidIsTheServicesDefault() {
        assertThat(mapping("EventSourceArn: !GetAtt Jobs.Arn"))
                .isEqualTo(new QueueMapping(
                        "Mapping",
                        WORKER,
                        new Source(ARN + "Jobs", Duration.ofSeconds(30), Optional.empty(), List.of()),
                        new Batching(10, Duration.ZERO, OptionalInt.empty(), 5),
                        false,
                        true));
    }

    @Test
    void everyPropertyIsRead() {
        assertThat(mapping("""
                        EventSourceArn: !GetAtt Slow.Arn, BatchSize: 10000, MaximumBatchingWindowInSeconds: 300,
                        FunctionResponseTypes: [ReportBatchItemFailures], ScalingConfig: {MaximumConcurrency: 2},
                        FilterCriteria: {Filters: [{Pattern: '{"body": {"kind": ["a"]}}'}]}, Enabled: true,
                        MetricsConfig: {Metrics: [EventCount]}, KmsKeyArn: !ImportValue Key, Tags: [{Key: a, Value: b}]"""))
                .isEqualTo(new QueueMapping(
                        "Mapping",
                        WORKER,
                        new Source(
                                ARN + "slow",
                                Duration.ofSeconds(90),
                                Optional.of(new DeadLetters("Dead", 4)),
                                List.of("{\"body\": {\"kind\": [\"a\"]}}")),
                        new Batching(10_000, Duration.ofMinutes(5), OptionalInt.of(2), 5),
                        true,
                        true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ScalingConfig: {MaximumConcurrency: 1000}                              | 10
            ProvisionedPollerConfig: {MinimumPollers: 2, MaximumPollers: 4}        | 10
            ScalingConfig: {}                                                      | 5
            ScalingConfig: {MaximumConcurrency: !ImportValue x}                    | 5
            """)
    void noMoreInvocationsRunThanAFunctionHasEnvironments(String property, int concurrency) {
        assertThat(mapping("EventSourceArn: !GetAtt Jobs.Arn, " + property)
                        .batching()
                        .concurrency())
                .isEqualTo(concurrency);
    }

    @Test
    void anEventOfASamFunctionIsAMapping() {
        EventSourceMappings mappings = read("""
                Other:
                    Type: AWS::Serverless::Function
                    Properties:
                      AutoPublishAlias: live
                      Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt Ordered.Arn, BatchSize: 7}}}
                """);

        assertThat(mappings.onQueues()).singleElement().satisfies(found -> {
            assertThat(found.queue().logicalId()).isEqualTo("Ordered");
            assertThat(found.mapping().logicalId()).isEqualTo("OtherJob");
            assertThat(found.mapping().function().arn())
                    .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:Other:live");
            assertThat(found.mapping().source().isFifo()).isTrue();
            assertThat(found.mapping().batching().batchSize()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Jobs    | BatchSize: 11                                          | BatchSize (line 9): Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10
            Jobs    | BatchSize: 10001, MaximumBatchingWindowInSeconds: 1    | BatchSize (line 9): 10001 is out of range; use 1 to 10000
            Jobs    | MaximumBatchingWindowInSeconds: 301                    | MaximumBatchingWindowInSeconds (line 9): 301 is out of range; use 0 to 300
            Ordered | BatchSize: 11                                          | BatchSize (line 9): 11 is out of range; use 1 to 10
            Ordered | MaximumBatchingWindowInSeconds: 1                      | MaximumBatchingWindowInSeconds (line 9): Batching window is not supported for FIFO queues
            Jobs    | ScalingConfig: {MaximumConcurrency: 1}                 | ScalingConfig.MaximumConcurrency (line 9): 1 is out of range; use 2 to 1000
            Jobs    | ScalingConfig: {Maximum: 2}                            | ScalingConfig.Maximum (line 9): Maximum is not a property of ScalingConfig, which has MaximumConcurrency
            Jobs    | ProvisionedPollerConfig: {MinimumPollers: 1}           | ProvisionedPollerConfig.MinimumPollers (line 9): 1 is out of range; use 2 to 200
            Jobs    | FunctionResponseTypes: [Report]                        | FunctionResponseTypes[0] (line 9): Report is not allowed; choose one of ReportBatchItemFailures
            Jobs    | FilterCriteria: {Filters: [{Pattern: '{}'}]}           | FilterCriteria.Filters[0].Pattern (line 9): Invalid filter pattern definition. Empty objects are not allowed (line 1, column 3)
            Jobs    | StartingPosition: LATEST                               | StartingPosition (line 9): StartingPosition is not valid for SQS event sources.
            Jobs    | BisectBatchOnFunctionError: true                       | BisectBatchOnFunctionError (line 9): Unsupported BisectBatchOnFunctionError parameter for given event source mapping type.
            Jobs    | DestinationConfig: {OnFailure: {Destination: x}}       | DestinationConfig (line 9): Unsupported DestinationConfig parameter for given event source mapping type.
            Jobs    | BatchSzie: 1                                           | BatchSzie (line 9): BatchSzie is not a property of AWS::Lambda::EventSourceMapping, which has EventSourceArn, FunctionName, Tags, BatchSize, Enabled, FilterCriteria, FunctionResponseTypes, KmsKeyArn, MaximumBatchingWindowInSeconds, MetricsConfig, ProvisionedPollerConfig, ScalingConfig
            """)
    void whatTheServiceRefusesIsLeftOutWithTheReason(String queue, String property, String error) {
        assertThat(leftOut("EventSourceArn: !GetAtt %s.Arn, %s".formatted(queue, property)))
                .isEqualTo("template.yaml: Mapping.Properties." + error);
    }

    @Test
    void provisionedPollersAndAMaximumConcurrencyAreRefusedTogether() {
        assertThat(leftOut("EventSourceArn: !GetAtt Jobs.Arn, ScalingConfig: {MaximumConcurrency: 2},"
                        + " ProvisionedPollerConfig: {MinimumPollers: 2}"))
                .endsWith(
                        "Provisioned mode for SQS ESM does not support maximum concurrency feature. Use MaximumPollers as"
                                + " the control mechanism and remove maximum concurrency.");
    }

    @Test
    void aFunctionThatMayTakeLongerThanTheVisibilityTimeoutIsRefused() {
        assertThat(leftOut("EventSourceArn: !GetAtt Quick.Arn"))
                .isEqualTo(
                        "template.yaml: Mapping.Properties.EventSourceArn (line 9): Queue visibility timeout: 2 seconds"
                                + " is less than Function timeout: 3 seconds; give Quick a VisibilityTimeout of six times the"
                                + " function's Timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'arn:aws:sqs:us-east-1:1:elsewhere'", "!Ref Jobs"})
    void whatIsNotTheArnOfAQueueOfTheTemplateIsLeftOut(String source) {
        assertThat(leftOut("EventSourceArn: " + source))
                .startsWith("template.yaml: Mapping.Properties.EventSourceArn (line 9): ")
                .endsWith(" is not the ARN of a queue of the template, which has Jobs, Quick, Slow, Dead, Ordered:"
                        + " !GetAtt QUEUE.Arn");
    }

    @Test
    void aMappingWhoseFunctionIsInAnotherStackIsLeftOut() {
        EventSourceMappings mappings =
                read("Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn,"
                        + " FunctionName: Ekko}}");

        assertThat(mappings.onQueues()).isEmpty();
        assertThat(mappings.leftOut().get("Mapping"))
                .hasMessageEndingWith("Ekko is not a function of the template, which has Worker");
    }

    @Test
    void theSameFunctionOnTheSameQueueTwiceIsLeftOut() {
        String mapping = "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker,"
                + " EventSourceArn: !GetAtt Jobs.Arn}}";

        EventSourceMappings mappings = read("First: %s\n  Second: %s".formatted(mapping, mapping));

        assertThat(mappings.onQueues()).extracting(StackQueueMapping::logicalId).containsExactly("First");
        assertThat(mappings.leftOut().get("Second"))
                .hasMessageEndingWith("First and Second are the same function on the same queue; keep one of them");
    }

    @Test
    void ofAMappingThatIsNotEnabledNothingIsChecked() {
        EventSourceMappings mappings =
                read("Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn,"
                        + " FunctionName: Ekko, BatchSize: 0, Enabled: false}}");

        assertThat(mappings.onQueues()).isEmpty();
        assertThat(mappings.leftOut()).isEmpty();
        assertThat(mappings.notices()).containsExactly("mappings that are not enabled (Mapping): they invoke nothing");
    }

    private QueueMapping mapping(String properties) {
        EventSourceMappings mappings = read(explicit(properties));
        assertThat(mappings.leftOut()).isEmpty();
        return mappings.onQueues().get(0).mapping();
    }

    /** Why the mapping is left out; empty if it is not. */
    private String leftOut(String properties) {
        return Optional.ofNullable(read(explicit(properties)).leftOut().get("Mapping"))
                .map(error -> error.getMessage().replace(folder + "/", ""))
                .orElse("");
    }

    private static String explicit(String properties) {
        return "Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker, %s}}"
                .formatted(properties);
    }

    /** The mappings of a template with the resource, or several, in line 9. */
    private EventSourceMappings read(String resource) {
        String yaml = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Jobs: {Type: AWS::SQS::Queue}
                  Quick: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 2}}
                  Slow: {Type: AWS::SQS::Queue, Properties: {QueueName: slow, VisibilityTimeout: 90, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 4}}}
                  Dead: {Type: AWS::SQS::Queue}
                  Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
                  Worker: {Type: AWS::Serverless::Function}
                  %s
                """.formatted(resource);
        try {
            return EventSourceMappings.read(
                    Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), Map.of(), "us-east-1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
