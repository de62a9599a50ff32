package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Batching;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceMappingsTest {
    private static final String STREAM_ARN =
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/" + TableDefinition.STREAM_LABEL;

    private static final InvokedFunction ECHO =
            new InvokedFunction("Echo", "arn:aws:lambda:us-east-1:123456789012:function:Echo", "$LATEST");

    private static final String INVOKE = " ./trigger invoke calls the function with an event of yours";

    @TempDir
    private Path folder;

    @Test
    void whatIsNotSaidIsTheServicesDefault() {
        assertThat(mapping("StartingPosition: LATEST"))
                .isEqualTo(new EventSourceMapping(
                        "Stream",
                        ECHO,
                        new Source(STREAM_ARN, StartingPosition.LATEST, List.of()),
                        new Batching(100, Duration.ZERO, 1, Duration.ZERO),
                        new Failures(OptionalInt.empty(), Optional.empty(), false, false),
                        Optional.empty(),
                        true));
    }

    @Test
    void everyPropertyIsRead() {
        EventSourceMapping mapping = mapping("""
                Enabled: false, StartingPosition: TRIM_HORIZON, BatchSize: 10000, MaximumBatchingWindowInSeconds: 300,
                ParallelizationFactor: 10, MaximumRetryAttempts: 0, MaximumRecordAgeInSeconds: 60,
                BisectBatchOnFunctionError: true, FunctionResponseTypes: [ReportBatchItemFailures],
                TumblingWindowInSeconds: 900, FilterCriteria: {Filters: [{Pattern: '{"eventName": ["INSERT"]}'}]},
                DestinationConfig: {OnFailure: {Destination: !GetAtt Letters.Arn}},
                MetricsConfig: {Metrics: [EventCount]}, KmsKeyArn: !ImportValue Key, Tags: [{Key: a, Value: b}]""");

        assertThat(mapping)
                .isEqualTo(new EventSourceMapping(
                        "Stream",
                        ECHO,
                        new Source(STREAM_ARN, StartingPosition.TRIM_HORIZON, List.of("{\"eventName\": [\"INSERT\"]}")),
                        new Batching(10_000, Duration.ofMinutes(5), 10, Duration.ofMinutes(15)),
                        new Failures(OptionalInt.of(0), Optional.of(Duration.ofMinutes(1)), true, true),
                        Optional.of("arn:aws:sqs:us-east-1:123456789012:Letters"),
                        false));
    }

    @Test
    void minusOneIsNoLimit() {
        EventSourceMapping mapping =
                mapping("StartingPosition: LATEST, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1");

        assertThat(mapping.failures().maximumRetryAttempts()).isEmpty();
        assertThat(mapping.failures().maximumRecordAge()).isEmpty();
    }

    @Test
    void anEmptyListOfFiltersIsTheSameAsNone() {
        assertThat(mapping("StartingPosition: LATEST, FilterCriteria: {Filters: []}")
                        .source()
                        .filterPatterns())
                .isEmpty();
        assertThat(mapping("StartingPosition: LATEST, FilterCriteria: {}")
                        .source()
                        .filterPatterns())
                .isEmpty();
    }

    @Test
    void aStreamsRealArnTakesThePlaceOfTheLabel() {
        String arn = "arn:aws:dynamodb:ddblocal:000000000000:table/Orders/stream/2026-01-15T09:30:00.123";
        Template template =
                template("Stream: " + explicit("StartingPosition: LATEST")).withAttribute("Orders", "StreamArn", arn);

        assertThat(EventSourceMappings.read(template).onTables())
                .extracting(found -> found.mapping().streamArn())
                .containsExactly(arn);
    }

    // Making a mapping: what is refused.

    @Test
    void noStartingPositionIsRefused() {
        assertThat(errorOf("BatchSize: 1"))
                .isEqualTo("template.yaml: Stream.Properties (line 7): StartingPosition is missing;"
                        + " choose one of LATEST, TRIM_HORIZON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT_TIMESTAMP", "NOW", "latest"})
    void aStartingPositionThatIsNeitherLatestNorTrimHorizonIsRefused(String position) {
        assertThat(errorOf("StartingPosition: " + position))
                .isEqualTo("template.yaml: Stream.Properties.StartingPosition (line 7): " + position
                        + " is not allowed; choose one of LATEST, TRIM_HORIZON");
    }

    @ParameterizedTest
    @CsvSource({
        "BatchSize, 0, 1 to 10000",
        "BatchSize, 10001, 1 to 10000",
        "MaximumBatchingWindowInSeconds, -1, 0 to 300",
        "MaximumBatchingWindowInSeconds, 301, 0 to 300",
        "ParallelizationFactor, 0, 1 to 10",
        "ParallelizationFactor, 11, 1 to 10",
        "MaximumRetryAttempts, -2, -1 to 10000",
        "MaximumRetryAttempts, 10001, -1 to 10000",
        "TumblingWindowInSeconds, -1, 0 to 900",
        "TumblingWindowInSeconds, 901, 0 to 900",
    })
    void aNumberOutsideOfItsRangeIsRefused(String property, int value, String range) {
        assertThat(errorOf("StartingPosition: LATEST, %s: %d".formatted(property, value)))
                .isEqualTo("template.yaml: Stream.Properties.%s (line 7): %d is out of range; use %s"
                        .formatted(property, value, range));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 59, 604_801})
    void anAgeOutsideOfItsRangeIsRefused(int seconds) {
        assertThat(errorOf("StartingPosition: LATEST, MaximumRecordAgeInSeconds: " + seconds))
                .isEqualTo("template.yaml: Stream.Properties.MaximumRecordAgeInSeconds (line 7): " + seconds
                        + " is out of range; use 60 to 604800, or -1 for no limit");
    }

    @ParameterizedTest
    @CsvSource({
        "BatchSize, ten, ten is not a whole number",
        "Enabled, 'yes please', yes please is neither true nor false",
        "FunctionResponseTypes, [ReportAll], ReportAll is not allowed; choose one of ReportBatchItemFailures",
        "MetricsConfig, '{Metrics: [KafkaMetrics]}', KafkaMetrics is not allowed; choose one of EventCount",
        "FilterCriteria, '{Filters: [{Pattern: {eventName: [INSERT]}}]}', 'is a mapping, but must be a string'",
        "FilterCriteria, '{Filters: [{}]}', Pattern is missing",
    })
    void aValueOfAnotherKindIsRefused(String property, String value, String reason) {
        assertThat(errorOf("StartingPosition: LATEST, %s: %s".formatted(property, value)))
                .startsWith("template.yaml: Stream.Properties." + property)
                .endsWith(" (line 7): " + reason);
    }

    @Test
    void aMappingWhoseFunctionIsInAnotherStackIsLeftOut() {
        String mapping = "Stream: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Ekko,"
                + " EventSourceArn: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}";

        assertThat(leftOut(mapping))
                .isEqualTo("template.yaml: Stream.Properties.FunctionName (line 7): Ekko is not a function of the"
                        + " template, which has Echo");
    }

    @Test
    void mappingsWhoseFunctionsAreInOtherStacksAreOneLine() {
        String mapping =
                "Properties: {EventSourceArn: !GetAtt Orders.StreamArn, StartingPosition: LATEST, FunctionName: ";
        List<String> lines = new ArrayList<>();
        LeftOut leftOut = new LeftOut(lines::add);

        read(template(
                        "One: {Type: AWS::Lambda::EventSourceMapping, %1$sEkko}}\n  Two: {Type: AWS::Lambda::EventSourceMapping, %1$sEko}}"
                                .formatted(mapping)))
                .leftOut()
                .forEach(leftOut::add);
        leftOut.tellIfLeft(true, folder);

        assertThat(lines)
                .extracting(line -> line.replace(folder + "/", ""))
                .containsExactly("template.yaml: FunctionName is not a function of the template, which has Echo;"
                        + " left out: One (Ekko, line 7), Two (Eko, line 8)");
    }

    @Test
    void aTableThatDoesNotExistIsRefused() {
        assertThat(errorOfResource(reading("!GetAtt Odres.StreamArn")))
                .isEqualTo("template.yaml: Stream.Properties.EventSourceArn (line 7): Fn::GetAtt names Odres, which is"
                        + " neither a parameter nor a resource of the template");
    }

    @Test
    void aMappingOnTheStreamOfAnotherStackIsApartWithTheReason() {
        String arn = "arn:aws:dynamodb:us-east-1:1:table/Odres/stream/2026-01-15T09:30:00.123";

        EventSourceMappings mappings = read(template(reading("'" + arn + "'")));
        assertThat(mappings.onTables()).isEmpty();
        assertThat(mappings.elsewhere())
                .extracting(found -> found.mapping().mapping().streamArn())
                .containsExactly(arn);
        assertThat(mappings.elsewhere().get(0).reason())
                .hasMessageEndingWith("template.yaml: Stream.Properties.EventSourceArn (line 7): " + arn
                        + " is the stream of no table of the template, which has Orders, Plain");
    }

    @Test
    void aDisabledMappingMayNameAStreamOrFunctionOfAnotherStack() {
        String arn = "arn:aws:dynamodb:us-east-1:1:table/Odres/stream/2026-01-15T09:30:00.123";
        String mapping = reading("'" + arn + "'").replace("LATEST", "LATEST, Enabled: false");

        for (String resource : List.of(mapping, mapping.replace("!Ref Echo", "Ekko"))) {
            EventSourceMappings mappings = read(template(resource));
            assertThat(mappings.all()).isEmpty();
            assertThat(mappings.leftOut()).isEmpty();
            assertThat(mappings.notices())
                    .containsExactly("mappings that are not enabled (Stream): they invoke nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!GetAtt Plain.StreamArn",
                "'arn:aws:dynamodb:us-east-1:1:table/Plain/stream/2026-01-15T09:30:00.123'",
            })
    void aTableWithoutAStreamIsRefused(String source) {
        assertThat(errorOfResource(reading(source)))
                .isEqualTo("template.yaml: Stream.Properties.EventSourceArn (line 7): Plain has no stream;"
                        + " give it a StreamSpecification with a StreamViewType");
    }

    @Test
    void whatOnlyAwsKnowsHasItsDefaultAndADestinationAFolderOfItsOwn() {
        EventSourceMapping mapping = mapping("""
                Enabled: !ImportValue a, StartingPosition: !ImportValue b, BatchSize: !ImportValue c,
                  MaximumRecordAgeInSeconds: !ImportValue d, BisectBatchOnFunctionError: !ImportValue e,
                  DestinationConfig: {OnFailure: {Destination: !ImportValue f}}""");

        assertThat(mapping.enabled()).isTrue();
        assertThat(mapping.source().startingPosition()).isEqualTo(StartingPosition.LATEST);
        assertThat(mapping.batching().batchSize()).isEqualTo(100);
        assertThat(mapping.failures().maximumRecordAge()).isEmpty();
        assertThat(mapping.failures().bisectBatchOnFunctionError()).isFalse();
        assertThat(mapping.onFailureDestination())
                .contains("arn:aws:sns:us-east-1:123456789012:UNKNOWN.ImportValue.f.invalid");
    }

    @Test
    void aResponseTypeThatOnlyAwsKnowsIsTheOneThereIs() {
        EventSourceMapping mapping = mapping("""
                StartingPosition: LATEST, FunctionResponseTypes: [!ImportValue a],
                  MetricsConfig: {Metrics: [!ImportValue b]}""");

        assertThat(mapping.failures().reportBatchItemFailures()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ImportValue a",
                "{Filters: !ImportValue a}",
                "{Filters: [{Pattern: '{\"eventName\":[\"INSERT\"]}'}, {Pattern: !ImportValue a}]}",
                "{Filters: [{Pattern: !Sub ['{\"eventName\":[${a}]}', {a: !ImportValue a}]}]}",
            })
    void withAPatternThatOnlyAwsKnowsNothingIsFilteredAndALineSaysSo(String criteria) {
        EventSourceMappings mappings =
                read(template("Stream: " + explicit("StartingPosition: LATEST, FilterCriteria: " + criteria)));

        assertThat(mappings.onTables())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.mapping().source().filterPatterns()).isEmpty());
        assertThat(mappings.notices())
                .containsExactly("mappings with a filter pattern that only AWS knows (Stream): they filter nothing");
    }

    @Test
    void aStreamThatOnlyAwsKnowsIsElsewhere() {
        EventSourceMappings mappings = read(template(reading("!ImportValue stream")));

        assertThat(mappings.onTables()).isEmpty();
        assertThat(mappings.elsewhere())
                .singleElement()
                .satisfies(found -> assertThat(found.reason())
                        .hasMessageContaining(
                                "Stream.Properties.EventSourceArn (line 7): UNKNOWN.ImportValue.stream.invalid is "));
    }

    @Test
    void aStreamElsewhereNeedsNoTableInTheTemplate() {
        String arn = "arn:aws:dynamodb:us-east-1:1:table/Elsewhere/stream/2026-01-15T09:30:00.123";
        Template template = template(reading("'" + arn + "'"));

        assertThat(EventSourceMappings.read(template).all())
                .extracting(EventSourceMapping::streamArn)
                .containsExactly(arn);
    }

    @Test
    void aDestinationOnSuccessIsRefused() {
        assertThat(errorOf("StartingPosition: LATEST, DestinationConfig: {OnSuccess: {Destination: x}}"))
                .isEqualTo("template.yaml: Stream.Properties.DestinationConfig.OnSuccess (line 7):"
                        + " Unsupported DestinationConfig parameter for given event source mapping type.");
    }

    @Test
    void theSameFunctionAndStreamTwiceIsRefused() {
        String twice = "First: %s\n  Second: %s"
                .formatted(explicit("StartingPosition: LATEST"), explicit("StartingPosition: TRIM_HORIZON"));

        assertThat(errorOfResource(twice))
                .isEqualTo("template.yaml: Second.Properties.EventSourceArn (line 8): First and Second are the same"
                        + " function on the same stream; keep one of them");
    }

    @Test
    void anAliasOfAFunctionIsAnotherFunctionForTheSameStream() {
        String both = "First: %s\n  Second: %s"
                .formatted(
                        explicit("StartingPosition: LATEST"),
                        explicit("StartingPosition: LATEST").replace("!Ref Echo", "'Echo:live'"));

        assertThat(read(template(both)).onTables())
                .extracting(found -> found.mapping().function().arn())
                .containsExactly(
                        "arn:aws:lambda:us-east-1:123456789012:function:Echo",
                        "arn:aws:lambda:us-east-1:123456789012:function:Echo:live");
    }

    // Filters.

    @Test
    void aBadPatternIsRefusedWhenTheMappingIsMade() {
        assertThat(errorOf("StartingPosition: LATEST, FilterCriteria: {Filters: [{Pattern: '{\"eventName\": 1}'}]}"))
                .isEqualTo("template.yaml: Stream.Properties.FilterCriteria.Filters[0].Pattern (line 7): Invalid filter"
                        + " pattern definition. \"eventName\" must be an object or an array (line 1, column 16)");
    }

    @Test
    void upToFiveFiltersAreTakenAndTenWithANotice() {
        EventSourceMappings five = read(template("Stream: " + explicit("StartingPosition: LATEST, " + filters(5))));
        EventSourceMappings ten = read(template("Stream: " + explicit("StartingPosition: LATEST, " + filters(10))));

        assertThat(five.onTables().get(0).mapping().source().filterPatterns()).hasSize(5);
        assertThat(five.notices()).isEmpty();
        assertThat(ten.onTables().get(0).mapping().source().filterPatterns()).hasSize(10);
        assertThat(ten.notices())
                .containsExactly("mappings with more than 5 filters (Stream): AWS takes them on request only");
    }

    @Test
    void moreThanTenFiltersAreRefused() {
        assertThat(errorOf("StartingPosition: LATEST, " + filters(11)))
                .isEqualTo("template.yaml: Stream.Properties.FilterCriteria.Filters (line 7): has 11 filters;"
                        + " a mapping has up to 10");
    }

    // Destinations.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:us-east-1:1:letters",
                "arn:aws:sns:us-east-1:1:letters",
                "arn:aws:s3:::letters.example.com"
            })
    void queuesTopicsAndBucketsAreDestinations(String arn) {
        EventSourceMapping mapping =
                mapping("StartingPosition: LATEST, DestinationConfig: {OnFailure: {Destination: '%s'}}".formatted(arn));

        assertThat(mapping.onFailureDestination()).contains(arn);
    }

    @Test
    void aDestinationConfigWithoutADestinationIsNone() {
        assertThat(mapping("StartingPosition: LATEST, DestinationConfig: {OnFailure: {}}")
                        .onFailureDestination())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:lambda:us-east-1:1:function:other | arn:aws:lambda:us-east-1:1:function:other is the ARN of neither a queue, nor a topic, nor a bucket
            arn:aws:sqs:us-east-1:1:../letters        | arn:aws:sqs:us-east-1:1:../letters is the ARN of neither a queue, nor a topic, nor a bucket
            kafka://letters                           | kafka://letters is the ARN of neither a queue, nor a topic, nor a bucket
            arn:aws:sqs:us-east-1:1:letters.fifo      | letters.fifo is a FIFO queue or topic; the destination must be a standard one
            """)
    void anotherDestinationIsRefused(String arn, String reason) {
        assertThat(errorOf(
                        "StartingPosition: LATEST, DestinationConfig: {OnFailure: {Destination: '%s'}}".formatted(arn)))
                .isEqualTo(
                        "template.yaml: Stream.Properties.DestinationConfig.OnFailure.Destination (line 7): " + reason);
    }

    // Names of properties.

    @Test
    void aPropertyThatCloudFormationDoesNotKnowIsRefused() {
        assertThat(errorOf("StartingPosition: LATEST, BatchSzie: 1"))
                .isEqualTo("template.yaml: Stream.Properties.BatchSzie (line 7): BatchSzie is not a property of"
                        + " AWS::Lambda::EventSourceMapping, which has EventSourceArn, FunctionName, Tags, BatchSize,"
                        + " BisectBatchOnFunctionError, DestinationConfig, Enabled, FilterCriteria,"
                        + " FunctionResponseTypes, KmsKeyArn, MaximumBatchingWindowInSeconds,"
                        + " MaximumRecordAgeInSeconds, MaximumRetryAttempts, MetricsConfig, ParallelizationFactor,"
                        + " StartingPosition, TumblingWindowInSeconds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FilterCriteria: {Filter: []}                                | FilterCriteria.Filter (line 7): Filter is not a property of FilterCriteria, which has Filters
            FilterCriteria: {Filters: [{Patern: x}]}                    | FilterCriteria.Filters[0].Patern (line 7): Patern is not a property of a filter, which has Pattern
            DestinationConfig: {OnFail: {}}                             | DestinationConfig.OnFail (line 7): OnFail is not a property of DestinationConfig, which has OnFailure
            DestinationConfig: {OnFailure: {Type: SQS, Destination: x}} | DestinationConfig.OnFailure.Type (line 7): Type is not a property of OnFailure, which has Destination
            MetricsConfig: {Metric: []}                                 | MetricsConfig.Metric (line 7): Metric is not a property of MetricsConfig, which has Metrics
            """)
    void aNestedPropertyThatCloudFormationDoesNotKnowIsRefused(String property, String error) {
        assertThat(errorOf("StartingPosition: LATEST, " + property))
                .isEqualTo("template.yaml: Stream.Properties." + error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AmazonManagedKafkaEventSourceConfig",
                "DocumentDBEventSourceConfig",
                "LoggingConfig",
                "ProvisionedPollerConfig",
                "Queues",
                "ScalingConfig",
                "SelfManagedEventSource",
                "SelfManagedKafkaEventSourceConfig",
                "SourceAccessConfigurations",
                "StartingPositionTimestamp",
                "Topics"
            })
    void aParameterOfAnotherTypeOfSourceIsRefused(String parameter) {
        assertThat(errorOf("StartingPosition: LATEST, " + parameter + ": [x]"))
                .isEqualTo(
                        "template.yaml: Stream.Properties.%s (line 7): Unsupported %s parameter for given event source"
                                        .formatted(parameter, parameter)
                                + " mapping type.");
    }

    // SAM's events, and other sources.

    @Test
    void anEventOfASamFunctionIsAMapping() {
        EventSourceMapping mapping = read(template(samEvent("StartingPosition: TRIM_HORIZON, BatchSize: 7,"
                        + " DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Letters.Arn}}")))
                .onTables()
                .get(0)
                .mapping();

        assertThat(mapping.logicalId()).isEqualTo("OtherChange");
        assertThat(mapping.function().arn()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:Other:live");
        assertThat(mapping.streamArn()).isEqualTo(STREAM_ARN);
        assertThat(mapping.batching().batchSize()).isEqualTo(7);
        assertThat(mapping.onFailureDestination()).contains("arn:aws:sqs:us-east-1:123456789012:Letters");
    }

    @Test
    void anEventOfASamFunctionIsCheckedToo() {
        assertThat(errorOfResource(samEvent("StartingPosition: LATEST, FunctionName: Echo")))
                .startsWith(
                        "template.yaml: Other.Properties.Events.Change.Properties.FunctionName (line 7): FunctionName is"
                                + " not a property of an event of type DynamoDB, which has Stream, BatchSize, ");
        assertThat(errorOfResource(samEvent("StartingPosition: LATEST, BatchSize: 0")))
                .isEqualTo(
                        "template.yaml: Other.Properties.Events.Change.Properties.BatchSize (line 7): 0 is out of range; use 1"
                                + " to 10000");
        assertThat(errorOfResource(samEvent("BatchSize: 1")))
                .isEqualTo(
                        "template.yaml: Other.Properties.Events.Change.Properties (line 7): StartingPosition is missing;"
                                + " choose one of LATEST, TRIM_HORIZON");
    }

    @Test
    void mappingsOnOtherSourcesAreALineForEachKind() {
        EventSourceMappings mappings = read(template("""
                Jobs: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, Queues: [x], EventSourceArn: 'arn:aws:mq:us-east-1:1:broker:jobs'}}
                  Clicks: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, EventSourceArn: 'arn:aws:kinesis:us-east-1:1:stream/clicks'}}
                  Views: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, EventSourceArn: 'arn:aws:kinesis:us-east-1:1:stream/views'}}
                  Log: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, SelfManagedEventSource: {Endpoints: {}}}}
                  Lines: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, Topics: [x], EventSourceArn: 'arn:aws:kafka:us-east-1:1:cluster/c/1'}}
                  Docs: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, EventSourceArn: 'arn:aws:rds:us-east-1:1:cluster:c'}}
                  Other: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: Echo, EventSourceArn: !ImportValue x}}
                """));

        assertThat(mappings.onTables()).isEmpty();
        assertThat(mappings.notices())
                .containsExactly(
                        "mappings on brokers of Amazon MQ (Jobs): not run;" + INVOKE,
                        "mappings on Kinesis streams (Clicks, Views): not run, as nothing stands in for Kinesis here; a"
                                + " mapping on the table's own stream is run",
                        "mappings on Kafka topics (Log, Lines): not run;" + INVOKE,
                        "mappings on clusters of DocumentDB (Docs): not run;" + INVOKE,
                        "mappings on sources that only AWS knows (Other): not run;" + INVOKE);
    }

    @Test
    void aKinesisEventOfASamFunctionIsNamedAsOne() {
        EventSourceMappings mappings = read(template("""
                Other:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Click: {Type: Kinesis, Properties: {Stream: !ImportValue ClicksArn, StartingPosition: LATEST}}
                """));

        assertThat(mappings.onTables()).isEmpty();
        assertThat(mappings.notices())
                .containsExactly("mappings on Kinesis streams (OtherClick): not run, as nothing stands in for Kinesis"
                        + " here; a mapping on the table's own stream is run");
    }

    @Test
    void aMappingThatIsNotEnabledIsNamed() {
        EventSourceMappings mappings =
                read(template("Stream: " + explicit("StartingPosition: LATEST, Enabled: false")));

        assertThat(mappings.onTables())
                .extracting(found -> found.mapping().enabled())
                .containsExactly(false);
        assertThat(mappings.notices()).containsExactly("mappings that are not enabled (Stream): they invoke nothing");
    }

    private static String filters(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj("{Pattern: '{\"eventID\": [\"%d\"]}'}"::formatted)
                .collect(Collectors.joining(", ", "FilterCriteria: {Filters: [", "]}"));
    }

    private EventSourceMapping mapping(String properties) {
        return read(template("Stream: " + explicit(properties)))
                .onTables()
                .get(0)
                .mapping();
    }

    private String errorOf(String properties) {
        return errorOfResource("Stream: " + explicit(properties));
    }

    private String errorOfResource(String resource) {
        Template template = template(resource);
        UserError error = catchThrowableOfType(UserError.class, () -> read(template));
        return error == null ? "no error" : error.getMessage().replace(folder + "/", "");
    }

    /** Why the mapping Stream is left out, and nothing is run. */
    private String leftOut(String resource) {
        EventSourceMappings mappings = read(template(resource));
        assertThat(mappings.onTables()).isEmpty();
        assertThat(mappings.leftOut()).containsOnlyKeys("Stream");
        return mappings.leftOut().get("Stream").getMessage().replace(folder + "/", "");
    }

    private static EventSourceMappings read(Template template) {
        return EventSourceMappings.read(template);
    }

    private static String explicit(String properties) {
        return ("{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Echo,"
                        + " EventSourceArn: !GetAtt Orders.StreamArn, %s}}")
                .formatted(properties);
    }

    private static String reading(String source) {
        return "Stream: " + explicit("StartingPosition: LATEST").replace("!GetAtt Orders.StreamArn", source);
    }

    private static String samEvent(String properties) {
        return ("Other: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live, Events:"
                        + " {Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, %s}}}}}")
                .formatted(properties);
    }

    /** A template with the resource, or several, in line 7. */
    private Template template(String resource) {
        String yaml = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Plain: {Type: AWS::DynamoDB::Table}
                  Letters: {Type: AWS::SQS::Queue}
                  Echo: {Type: AWS::Serverless::Function}
                  %s
                """.formatted(resource);
        try {
            return Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), Map.of(), "us-east-1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
