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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        assertThat(Template.find(folder, notice -> {})).isEqualTo(json);

        Path yml = write(folder, "template.yml", "");
        assertThat(Template.find(folder, notice -> {})).isEqualTo(yml);

        Path yaml = write(folder, "template.yaml", "");
        assertThat(Template.find(folder, notice -> {})).isEqualTo(yaml);
    }

    @Test
    void folderWithoutATemplateIsAnError() {
        assertThat(errorOf(folder.getParent(), () -> Template.find(folder, notice -> {})))
                .isEqualTo("no template.yaml, template.yml, template.json, cdk.out or *.tf in " + folder.getFileName()
                        + "; name a file or folder with -t");
    }

    @Test
    void findTakesWhatCdkSynthesizedWhereThereIsNoTemplate() throws IOException {
        Path output = Files.createDirectory(folder.resolve("cdk.out"));
        write(output, "cdk.out", "{}");
        write(output, "manifest.json", "{}");

        assertThat(Template.find(folder, notice -> {})).isEqualTo(output);
        assertThat(Template.find(output, notice -> {})).isEqualTo(output);

        Path yaml = write(folder, "template.yaml", "");
        List<String> notices = new ArrayList<>();
        assertThat(Template.find(folder, notices::add)).isEqualTo(yaml);
        assertThat(notices).containsExactly(yaml + " is taken; -t " + output + " takes that");
    }

    @Test
    void findTakesTheOutputThatTheAppOfCdkNames() throws IOException {
        write(folder, "cdk.json", "{\"app\": \"node app.js\", \"output\": \"dist\"}");
        assertThat(errorOf(folder, () -> Template.find(folder, notice -> {})))
                .isEqualTo("cdk.json is of an app of CDK, but there is no dist: run cdk synth first");

        Path output = Files.createDirectory(folder.resolve("dist"));
        write(output, "cdk.out", "{}");
        write(output, "manifest.json", "{}");
        assertThat(Template.find(folder, notice -> {})).isEqualTo(output);
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
