package dev.streamecho.trigger.template.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TestTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
    private static final String TABLE =
            "Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}]";

    @TempDir
    private Path folder;

    @Test
    void aTableWithAnotherKeyIsANewOneWithoutItems() throws Exception {
        assertThat(found("T: {%s}}".formatted(TABLE), "T: {%s}}".formatted(TABLE.replace("id", "pk"))))
                .containsExactly("2 error T KeySchema: KeySchema is not what is deployed"
                        + " ([{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]), so CloudFormation replaces the resource: the"
                        + " new one has none of its items");
    }

    @Test
    void aNamedTableCannotBeReplacedUnderTheSameName() throws Exception {
        assertThat(found(
                        "T: {%s, TableName: orders}}".formatted(TABLE),
                        "T: {%s, TableName: orders}}".formatted(TABLE.replace("id", "pk"))))
                .singleElement()
                .asString()
                .endsWith("replaces the resource, which fails as the new one would have the same TableName");
    }

    @Test
    void anotherViewTypeIsAnotherStream() throws Exception {
        assertThat(found(
                        "T: {%s, StreamSpecification: {StreamViewType: KEYS_ONLY}}}".formatted(TABLE),
                        "T: {%s, StreamSpecification: {StreamViewType: NEW_IMAGE}}}".formatted(TABLE)))
                .containsExactly(
                        "2 warning T StreamSpecification: is not what is deployed ({\"StreamViewType\":\"KEYS_ONLY\"}):"
                                + " the old stream ends, and what no mapping has read of it by then is lost");
    }

    @Test
    void thePositionOfAMappingCannotBeChanged() throws Exception {
        String mapping =
                "M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: F, StartingPosition: %s}}";
        assertThat(found(mapping.formatted("LATEST"), mapping.formatted("TRIM_HORIZON")))
                .containsExactly(
                        "2 error M StartingPosition: StartingPosition is not what is deployed (LATEST), so CloudFormation"
                                + " replaces the resource, which fails as Lambda has a mapping of this source to this function already");
    }

    @Test
    void norCanThatOfASamEvent() throws Exception {
        String function = "F: {Type: AWS::Serverless::Function, Properties: {Events: {S: {Type: DynamoDB, Properties:"
                + " {Stream: 'arn:aws:dynamodb:us-east-1:111122223333:table/T/stream/1', StartingPosition: %s}}}}}";
        assertThat(found(function.formatted("LATEST"), function.formatted("TRIM_HORIZON")))
                .singleElement()
                .asString()
                .startsWith("2 error FS Events.S.Properties.StartingPosition: ");
    }

    @Test
    void whatHoldsSomethingAndIsNotInTheTemplateAnymoreIsDeletedWithIt() throws Exception {
        String other = "Other: {Type: AWS::SNS::Topic}";
        assertThat(found("Q: {Type: AWS::SQS::Queue}", other))
                .containsExactly(
                        "2 error Q : is deployed, and not in the template anymore: CloudFormation deletes it with its"
                                + " messages");
        assertThat(found("Q: {Type: AWS::SQS::Queue, DeletionPolicy: Retain}", other))
                .isEmpty();
    }

    @Test
    void theTypeOfAResourceCannotBeChanged() throws Exception {
        assertThat(found("A: {Type: AWS::SQS::Queue}", "A: {Type: AWS::SNS::Topic}"))
                .containsExactly(
                        "2 error A : is AWS::SNS::Topic, and AWS::SQS::Queue is deployed: CloudFormation refuses an"
                                + " update of the type");
        assertThat(found("A: {Type: AWS::Serverless::Function}", "A: {Type: AWS::Lambda::Function}"))
                .isEmpty();
    }

    @Test
    void whatIsTheSameInAnotherWritingIsNoFinding() throws Exception {
        assertThat(found(
                        "Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}\n  T: {Type: AWS::Serverless::SimpleTable}",
                        "Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: 'false'}}\n  T: {%s}}".formatted(TABLE)))
                .isEmpty();
    }

    private List<String> found(String deployed, String next) throws IOException {
        Path before = Files.createDirectories(folder.resolve("deployed"));
        Template old = TestTemplates.read(before, "Resources:\n  " + deployed + "\n");
        return TemplateCheck.of(TestTemplates.read(folder, "Resources:\n  " + next + "\n"), Optional.of(old), Set.of())
                .stream()
                .filter(finding -> finding.rule().equals("replacement"))
                .map(Checks::line)
                .toList();
    }
}
