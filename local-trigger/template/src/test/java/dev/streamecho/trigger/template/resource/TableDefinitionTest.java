package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDefinitionTest {
    @TempDir
    private Path folder;

    @Test
    void streamViewTypeIsThatOfTheSpecification() {
        assertThat(table("{StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}}")
                        .streamViewType())
                .contains("NEW_AND_OLD_IMAGES");
    }

    @Test
    void tableWithoutASpecificationHasNoStream() {
        assertThat(table("{}").streamViewType()).isEmpty();
        assertThat(table("{StreamSpecification: !Ref AWS::NoValue}").streamViewType())
                .isEmpty();
    }

    @Test
    void specificationWithoutAViewTypeIsAnError() {
        assertThat(errorOf(folder, () -> table("{StreamSpecification: {}}").streamViewType()))
                .isEqualTo("template.yaml: Orders.Properties.StreamSpecification (line 2): StreamViewType is missing");
    }

    @Test
    void unknownViewTypeIsAnError() {
        assertThat(errorOf(
                        folder,
                        () -> table("{StreamSpecification: {StreamViewType: ALL}}")
                                .streamViewType()))
                .isEqualTo("template.yaml: Orders.Properties.StreamSpecification.StreamViewType (line 2): ALL is not"
                        + " allowed; choose one of KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES");
    }

    @Test
    void streamEnabledIsAnErrorAsInCloudFormation() {
        String table = "{StreamSpecification: {StreamEnabled: false, StreamViewType: NEW_IMAGE}}";

        assertThat(errorOf(folder, () -> table(table).streamViewType()))
                .isEqualTo(
                        "template.yaml: Orders.Properties.StreamSpecification.StreamEnabled (line 2): StreamEnabled is"
                                + " not a property in CloudFormation; a table without a stream has no StreamSpecification");
    }

    @Test
    void simpleTableHasNoStream() {
        Template template = read(folder, """
                Resources:
                  Simple: {Type: AWS::Serverless::SimpleTable}
                  Change:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {EventSourceArn: !GetAtt Simple.StreamArn, FunctionName: f}
                """);

        assertThat(errorOf(folder, () -> template.eventSourceMappings().get(0).eventSourceArn()))
                .isEqualTo("template.yaml: Change.Properties.EventSourceArn (line 5): Simple is an"
                        + " AWS::Serverless::SimpleTable, which cannot have a stream; make it an AWS::DynamoDB::Table"
                        + " with a StreamSpecification");
    }

    private TableDefinition table(String properties) {
        return read(
                        folder,
                        "Resources:\n  Orders: {Type: AWS::DynamoDB::Table, Properties: %s}\n".formatted(properties))
                .tables()
                .get(0);
    }
}
