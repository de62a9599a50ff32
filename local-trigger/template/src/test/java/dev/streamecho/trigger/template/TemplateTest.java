package dev.streamecho.trigger.template;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    @TempDir
    private Path folder;

    @Test
    void findPrefersYaml() {
        Path json = write(folder, "template.json", "{}");
        assertThat(Template.find(folder)).isEqualTo(json);

        Path yml = write(folder, "template.yml", "");
        assertThat(Template.find(folder)).isEqualTo(yml);

        Path yaml = write(folder, "template.yaml", "");
        assertThat(Template.find(folder)).isEqualTo(yaml);
    }

    @Test
    void folderWithoutATemplateIsAnError() {
        assertThat(errorOf(folder.getParent(), () -> Template.find(folder)))
                .isEqualTo("no template.yaml or template.yml or template.json in " + folder.getFileName()
                        + "; name the template with -t");
    }

    @Test
    void regionAndAccountAreThoseOfTheStack() {
        Path file = write(folder, "template.yaml", "Resources: {Thing: {Type: Test::Thing}}");

        Template template = Template.read(file, Map.of(), "eu-west-1");

        assertThat(template.file()).isEqualTo(file);
        assertThat(template.region()).isEqualTo("eu-west-1");
        assertThat(template.accountId()).isEqualTo("123456789012");
    }

    @Test
    void resourcesAreThoseWhoseConditionHolds() {
        Template template = read(folder, """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  One: {Type: AWS::DynamoDB::Table}
                  Two: {Type: AWS::DynamoDB::Table, Condition: Never}
                  Three: {Type: AWS::DynamoDB::GlobalTable}
                """);

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("One", "Three");
        assertThat(template.tables()).extracting(TableDefinition::logicalId).containsExactly("One", "Three");
        assertThat(template.resource("Two")).isEmpty();
        assertThat(template.resource("One").map(Resource::type)).contains("AWS::DynamoDB::Table");
    }

    @Test
    void resourceWithARefusedLogicalIdIsLeftOutWithALine() {
        Template template = read(folder, """
                Resources:
                  ../../x: {Type: AWS::DynamoDB::Table}
                  "a\\e[2J": {Type: AWS::SQS::Queue}
                  My-Table: {Type: AWS::DynamoDB::Table}
                  One: {Type: AWS::DynamoDB::Table}
                """);
        Notices notices = new Notices();
        template.noteLimits(List.of(), notices);

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("One");
        assertThat(notices.lines())
                .containsExactly("a logical id with characters other than letters and digits"
                        + " (../../x, a\u001b[2J, My-Table): left out, as CloudFormation refuses it");
    }

    @Test
    void templateWithoutResourcesIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "Transform: AWS::Serverless-2016-10-31\n")))
                .isEqualTo("template.yaml: the template has no Resources");
    }

    @Test
    void sectionThatIsNotAMappingIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "Parameters:\nResources: {Thing: {Type: A}}\n")))
                .isEqualTo("template.yaml: Parameters (line 1): is empty, but must be a mapping");
    }

    @Test
    void resourceWithoutATypeIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "Resources:\n  Thing: {Properties: {}}\n")))
                .isEqualTo("template.yaml: Thing (line 2): Type is missing");
        assertThat(errorOf(folder, () -> read(folder, "Resources:\n  Thing:\n")))
                .isEqualTo("template.yaml: Thing (line 2): is empty, but must be a mapping with a Type");
    }

    @Test
    void templateOfThisProjectIsRead() {
        Template template =
                Template.read(Path.of("../../template.yaml"), Map.of("StreamViewType", "KEYS_ONLY"), "us-east-1");

        TableDefinition table = template.tables().get(0);
        assertThat(table.tableName()).isEqualTo("DataTable");
        assertThat(table.streamViewType()).contains("KEYS_ONLY");
        assertThat(table.properties().get("ProvisionedThroughput")).isEmpty();
        FunctionDefinition function = template.functions().get(0);
        assertThat(function.code())
                .isEqualTo(Path.of("../../EchoFunction").toAbsolutePath().normalize());
        assertThat(function.handler()).isEqualTo("dev.streamecho.echo.EchoHandler");
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(function.environment()).containsEntry("EVENT_TYPES", "INSERT,MODIFY");
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);
        assertThat(mapping.function().map(FunctionDefinition::logicalId)).contains("EchoFunction");
        assertThat(mapping.table())
                .hasValueSatisfying(source -> assertThat(source.logicalId()).isEqualTo("DataTable"));
    }
}
