package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceMappingDefinitionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Echo",
                "!GetAtt Echo.Arn",
                "echo",
                "echo:live",
                "!Sub '${Echo}:live'",
                "!Ref Echo.Alias",
                "!Ref Alias",
                "!Ref Version",
                "arn:aws:lambda:eu-west-1:999999999999:function:echo",
                "arn:aws:lambda:eu-west-1:999999999999:function:echo:7",
                "123456789012:function:echo",
            })
    void functionMayBeNamedInEveryWay(String functionName) {
        EventSourceMappingDefinition mapping = mapping("EventSourceArn: x, FunctionName: " + functionName);

        assertThat(mapping.logicalId()).isEqualTo("Stream");
        assertThat(mapping.function().map(FunctionDefinition::logicalId)).contains("Echo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "!Ref Echo                 | none | $LATEST",
                "echo:$LATEST              | $LATEST | $LATEST",
                "echo:live                 | live | 1",
                "!Ref EchoAliaslive        | live | 1",
                "!Ref Alias                | live | 1",
                "!Ref Version              | 1 | 1",
                "echo:unknown              | unknown | 1",
                "!Ref Blue                 | blue | 42",
                "arn:aws:lambda:eu-west-1:999999999999:function:echo:7 | 7 | 7",
            })
    void aVersionOrAliasLeadsToAVersion(String functionName, String qualifier, String version) {
        Template template = template("EventSourceArn: x, FunctionName: " + functionName);
        FunctionDefinition echo = template.functions().get(1);
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);

        assertThat(mapping.qualifier().orElse("none")).isEqualTo(qualifier);
        assertThat(template.qualifierOf(echo)).isEqualTo(mapping.qualifier());
        assertThat(echo.versionOf(mapping.qualifier())).isEqualTo(version);
    }

    @Test
    void samInvokesTheAliasThatItPublishes() {
        Template template = read(folder, """
                Resources:
                  WithStream:
                    Type: AWS::Serverless::Function
                    Properties:
                      AutoPublishAlias: live
                      Events: {Change: {Type: DynamoDB, Properties: {Stream: x}}}
                  WithApi: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
                """);

        assertThat(template.functions())
                .allSatisfy(
                        function -> assertThat(template.qualifierOf(function)).contains("live"));
    }

    @Test
    void functionThatIsNotInTheTemplateIsNone() {
        EventSourceMappingDefinition mapping = mapping("FunctionName: 'other:live'");

        assertThat(mapping.function()).isEmpty();
        assertThat(mapping.functionIsElsewhere())
                .hasMessageEndingWith("template.yaml: Stream.Properties.FunctionName (line 6): other is not a function"
                        + " of the template, which has Other, Echo");
    }

    @Test
    void streamOfATableLeadsToTheTable() {
        Template template = template("EventSourceArn: !GetAtt Orders.StreamArn");
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);

        assertThat(mapping.readsDynamoDbStream()).isTrue();
        assertThat(mapping.eventSourceArn())
                .isEqualTo(
                        "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/" + TableDefinition.STREAM_LABEL);
        assertThat(mapping.table().map(TableDefinition::logicalId)).contains("Orders");
    }

    @Test
    void streamWhoseArnBecameKnownLeadsToTheTableToo() {
        String arn = "arn:aws:dynamodb:ddblocal:000000000000:table/orders/stream/2026-01-01T00:00:00.000";
        Template template =
                template("EventSourceArn: !GetAtt Orders.StreamArn").withAttribute("Orders", "StreamArn", arn);
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);

        assertThat(mapping.eventSourceArn()).isEqualTo(arn);
        assertThat(mapping.table().map(TableDefinition::logicalId)).contains("Orders");
    }

    @Test
    void streamOfATableElsewhereLeadsNowhere() {
        Template template = template(
                "EventSourceArn: 'arn:aws:dynamodb:us-east-1:1:table/elsewhere/stream/2026-01-01T00:00:00.000'");

        assertThat(template.eventSourceMappings().get(0).table()).isEmpty();
    }

    @Test
    void otherSourcesAreListedToo() {
        EventSourceMappingDefinition queue = mapping("EventSourceArn: 'arn:aws:sqs:us-east-1:1:queue'");
        EventSourceMappingDefinition kafka = mapping("SelfManagedEventSource: {Endpoints: {}}");

        assertThat(queue.readsDynamoDbStream()).isFalse();
        assertThat(queue.eventSourceArn()).isEqualTo("arn:aws:sqs:us-east-1:1:queue");
        assertThat(kafka.readsDynamoDbStream()).isFalse();
    }

    @Test
    void arnOfTheTableInsteadOfItsStreamIsAnError() {
        EventSourceMappingDefinition mapping = mapping("EventSourceArn: !GetAtt Orders.Arn");

        assertThat(errorOf(folder, mapping::eventSourceArn))
                .isEqualTo("template.yaml: Stream.Properties.EventSourceArn (line 6):"
                        + " arn:aws:dynamodb:us-east-1:123456789012:table/orders is a table;"
                        + " a mapping reads its stream: !GetAtt TABLE.StreamArn");
    }

    @Test
    void mappingWithoutASourceIsAnError() {
        assertThat(errorOf(folder, mapping("FunctionName: echo")::readsDynamoDbStream))
                .isEqualTo("template.yaml: Stream.Properties (line 6): EventSourceArn is missing");
    }

    @Test
    void tableWithoutAStreamIsAnErrorAtTheMapping() {
        Template template = read(folder, """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table}
                  Stream:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      EventSourceArn: !GetAtt Orders.StreamArn
                """);

        assertThat(errorOf(folder, template.eventSourceMappings().get(0)::eventSourceArn))
                .isEqualTo("template.yaml: Stream.Properties.EventSourceArn (line 6): Orders has no stream;"
                        + " give it a StreamSpecification with a StreamViewType");
    }

    @Test
    void samEventsAreMappingsWithTheNamesThatSamGivesThem() {
        Template template = read(folder, """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Kinesis: {Type: AWS::Kinesis::Stream}
                  Queue: {Type: AWS::SQS::Queue}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Change:
                          Type: DynamoDB
                          Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST, BatchSize: 20}
                        Click: {Type: Kinesis, Properties: {Stream: !GetAtt Kinesis.Arn, StartingPosition: LATEST}}
                        Unknown: {Type: MSK, Properties: {Stream: !ImportValue Cluster}}
                        Job: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
                        Get: {Type: Api, Properties: {Path: /, Method: GET}}
                """);

        assertThat(template.eventSourceMappings())
                .extracting(EventSourceMappingDefinition::logicalId)
                .containsExactly("EchoChange", "EchoClick", "EchoUnknown", "EchoJob");
        EventSourceMappingDefinition change = template.eventSourceMappings().get(0);
        assertThat(change.function().map(FunctionDefinition::logicalId)).contains("Echo");
        assertThat(change.table().map(TableDefinition::logicalId)).contains("Orders");
        assertThat(errorOf(
                        folder, () -> change.properties().require("BatchSize").integer(1, 10)))
                .isEqualTo("template.yaml: Echo.Properties.Events.Change.Properties.BatchSize (line 11):"
                        + " 20 is out of range; use 1 to 10");
        assertThat(template.eventSourceMappings().subList(1, 4))
                .noneMatch(EventSourceMappingDefinition::readsDynamoDbStream);
    }

    @Test
    void samEventWithoutAStreamIsAnErrorWhenAsked() {
        Template template = read(folder, """
                Resources:
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Change: {Type: DynamoDB, Properties: {StartingPosition: LATEST}}
                """);

        assertThat(errorOf(folder, template.eventSourceMappings().get(0)::eventSourceArn))
                .isEqualTo("template.yaml: Echo.Properties.Events.Change.Properties (line 6): Stream is missing");
    }

    private EventSourceMappingDefinition mapping(String properties) {
        return template(properties).eventSourceMappings().get(0);
    }

    private Template template(String properties) {
        return read(folder, """
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders, StreamSpecification: {StreamViewType: NEW_IMAGE}}}
                  Other: {Type: AWS::Serverless::Function}
                  Echo: {Type: AWS::Serverless::Function, Properties: {FunctionName: echo, AutoPublishAlias: live}}
                  Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Echo, Name: live}}
                  Stream: {Type: AWS::Lambda::EventSourceMapping, Properties: {%s}}
                  Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Echo}}
                  Blue: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Echo, Name: blue, FunctionVersion: 42}}
                """.formatted(properties));
    }
}
