package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.write;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TestTemplates;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateParserTest {
    @TempDir
    private Path folder;

    @Test
    void jsonIsATemplateToo() {
        Path file = write(folder, "template.json", """
                {
                \t"Resources": {
                \t\t"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": {"Fn::Sub": "a\\/b\\\\${AWS::Region}"}}}
                \t}
                }
                """);

        Template template = Template.read(file, Map.of(), "us-east-1");

        assertThat(template.tables()).extracting(TableDefinition::tableName).containsExactly("a/b\\us-east-1");
    }

    @Test
    void byteOrderMarkIsPassedOver() throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.write(file, "\uFEFFResources: {Orders: {Type: AWS::DynamoDB::Table}}".getBytes(UTF_16LE));

        assertThat(Template.read(file, Map.of(), "us-east-1").tables()).hasSize(1);
    }

    @Test
    void longAndShortSpellingsAreTheSame() {
        Template template = read(folder, """
                Resources:
                  Short: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${AWS::Region}-orders"}}
                  Long: {Type: AWS::DynamoDB::Table, Properties: {TableName: {Fn::Sub: "${AWS::Region}-orders"}}}
                """);

        assertThat(template.tables()).extracting(TableDefinition::tableName).containsOnly("us-east-1-orders");
    }

    @Test
    void aliasesAndMergeKeysAreCopied() {
        Template template = read(folder, """
                Resources:
                  First: &first
                    Type: AWS::DynamoDB::Table
                    Properties: &properties {TableName: first, BillingMode: PAY_PER_REQUEST}
                  Second: *first
                  Third:
                    <<: *first
                    Properties:
                      TableName: third
                      <<: [*properties, {BillingMode: PROVISIONED, TableClass: STANDARD}]
                """);

        assertThat(template.resource("Second").orElseThrow().properties().json())
                .hasToString("""
                        {"TableName":"first","BillingMode":"PAY_PER_REQUEST"}""");
        assertThat(template.resource("Third").orElseThrow().properties().json()).hasToString("""
                        {"TableName":"third","BillingMode":"PAY_PER_REQUEST","TableClass":"STANDARD"}""");
    }

    @Test
    void mergeKeyTakesMappingsOnly() {
        assertThat(errorOf(folder, () -> read(folder, "Resources:\n  <<: text\n")))
                .isEqualTo("template.yaml: line 2: << takes a mapping");
    }

    @Test
    void yesAndOnAreTrueAsInYaml11() {
        Value value = TestTemplates.value(folder, "[yes, No, on, OFF, 'yes', y]", "");

        assertThat(value.json()).hasToString("""
                [true,false,true,false,"yes","y"]""");
    }

    @Test
    void missingFileIsAnError() {
        assertThat(errorOf(folder, () -> Template.read(folder.resolve("no.yaml"), Map.of(), "us-east-1")))
                .isEqualTo("no.yaml: no such file; name the template with -t");
    }

    @Test
    void folderIsAnError() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));

        assertThat(errorOf(folder, () -> Template.read(inner, Map.of(), "us-east-1")))
                .isEqualTo("inner: a folder; name the template file in it with -t");
    }

    @Test
    void whatIsNotYamlIsAnErrorWithItsPlace() {
        assertThat(errorOf(folder, () -> read(folder, "Resources:\n  Orders: Type: AWS::DynamoDB::Table\n")))
                .isEqualTo("template.yaml: line 2, column 15: not YAML or JSON: mapping values are not allowed here");
    }

    @Test
    void whatIsNotJsonIsAnErrorWithItsPlace() {
        assertThat(errorOf(folder, () -> read(folder, "{\"Resources\": {\n  \"Orders\" \"Type\"}}")))
                .isEqualTo("template.yaml: line 2, column 12: not YAML or JSON: expected ',' or '}', but got <scalar>");
    }

    @Test
    void controlCharacterIsAnErrorWithItsLine() {
        assertThat(errorOf(folder, () -> read(folder, "a: 1\nb: \u0001")))
                .isEqualTo("template.yaml: line 2: not YAML or JSON: the character U+0001 is not allowed");
    }

    @Test
    void whatIsNotUtf8IsAnError() throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xE4, (byte) 0xF6});

        assertThat(errorOf(folder, () -> Template.read(file, Map.of(), "us-east-1")))
                .isEqualTo("template.yaml: not UTF-8 text");
    }

    @Test
    void emptyFileIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "# nothing yet\n")))
                .isEqualTo("template.yaml: the file is empty; a template has at least Resources");
    }

    @Test
    void whatIsNotAMappingIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "- Resources\n")))
                .isEqualTo("template.yaml: not a template; a mapping with Resources is expected");
    }

    @Test
    void largeFileIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "#".repeat(1024 * 1024 + 1))))
                .isEqualTo("template.yaml: larger than 1 MB, which is CloudFormation's limit for a template");
    }

    @Test
    void theLaterOfTwoEqualKeysHoldsWithALine() {
        Template template = read(folder, """
                Resources:
                  Orders: {Type: AWS::SQS::Queue}
                  Orders: {Type: AWS::DynamoDB::Table}
                """);

        assertThat(template.tables()).extracting(TableDefinition::logicalId).containsExactly("Orders");
        assertThat(template.notices())
                .containsExactly(
                        folder.resolve("template.yaml") + ": line 3: Orders replaces the one in line 2; remove either");
    }

    @Test
    void aTabMayComeBeforeJson() {
        Path file = write(
                folder,
                "template.json",
                "\n\t {\n\t\"Resources\": {\"Orders\": {\"Type\": \"AWS::DynamoDB::Table\"}}}");

        assertThat(Template.read(file, Map.of(), "us-east-1").tables()).hasSize(1);
    }

    @Test
    void keyThatIsNotAStringIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "? [a, b]\n: c\n")))
                .isEqualTo("template.yaml: line 1: a key must be a string");
    }

    @Test
    void aliasWithinItselfIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "Resources: &all\n  Orders: *all\n")))
                .isEqualTo("template.yaml: line 2: aliases make the template too large or endless");
    }

    @Test
    void aliasesThatMultiplyAreAnError() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 24; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(errorOf(folder, () -> read(folder, yaml.toString())))
                .matches("template.yaml: line \\d+: aliases make the template too large or endless");
    }

    @Test
    void deepNestingIsAnError() {
        assertThat(errorOf(folder, () -> read(folder, "a: " + "[".repeat(101) + "]".repeat(101))))
                .isEqualTo("template.yaml: not YAML or JSON: Nesting Depth exceeded max 100");
    }
}
