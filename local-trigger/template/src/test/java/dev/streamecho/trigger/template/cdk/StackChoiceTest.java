package dev.streamecho.trigger.template.cdk;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import dev.streamecho.trigger.template.resource.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackChoiceTest {
    private static final String TABLE = """
            {"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table"}},
             "Outputs": {"Export": {"Value": {"Ref": "Orders"}, "Export": {"Name": "TableName"}}}}
            """;

    private static final String MAPPING = """
            {"Parameters": {"Size": {"Type": "Number"}},
             "Resources": {"Mapping": {"Type": "AWS::Lambda::EventSourceMapping"}}}
            """;

    private static final String FUNCTION = """
            {"Resources": {"Page": {"Type": "AWS::Lambda::Function"}}}
            """;

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void folderOfCdk() {
        output = folder.resolve("cdk.out");
    }

    @Test
    void theOnlyStackIsTaken() throws IOException {
        new TestAssembly(output).stack("Orders", TABLE).write();

        assertThat(resources()).containsExactly("Orders");
        assertThat(read().notices()).containsExactly(output + ": stack Orders");
    }

    @Test
    void theOnlyOnesWithAMappingAreTakenWithThoseThatTheyNeed() throws IOException {
        new TestAssembly(output)
                .stack("Tables", TABLE)
                .stack("Consumer", MAPPING, "Consumer.assets", "Tables")
                .stack("Web", FUNCTION)
                .write();

        assertThat(resources()).containsExactly("Orders", "Mapping");
        assertThat(read().notices())
                .containsExactly(output + ": stacks Tables, Consumer, without Web; choose with --stack");
    }

    @Test
    void whatNeedsTheSameStackIsTakenToo() throws IOException {
        new TestAssembly(output)
                .stack("Tables", TABLE)
                .stack("Consumer", MAPPING, "Tables")
                .stack("Web", FUNCTION, "Tables")
                .write();

        assertThat(resources()).containsExactly("Orders", "Mapping", "Page");
    }

    @Test
    void aStackThatImportsByNameNeedsTheOneThatExports() throws IOException {
        new TestAssembly(output)
                .stack("Tables", TABLE)
                .stack("Web", """
                        {"Resources": {"Page": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {
                          "Variables": {"TABLE": {"Fn::ImportValue": "TableName"}}}}}}}
                        """)
                .stack("Other", FUNCTION)
                .write();

        assertThat(resources("Web")).containsExactly("Orders", "Page");
        assertThat(read("Web").functions().get(0).environment()).containsEntry("TABLE", "Orders");
    }

    @Test
    void severalWithAMappingAreAQuestion() throws IOException {
        new TestAssembly(output)
                .stack("Orders", MAPPING)
                .stack("Prices", MAPPING)
                .stack("Web", FUNCTION)
                .write();

        assertThat(errorOf(folder, this::read))
                .isEqualTo("cdk.out has several stacks that could run: Orders; Prices; choose with --stack NAME");
        assertThat(resources("Prices")).containsExactly("Mapping");
        assertThat(resources("Prices", "Web")).containsExactly("Mapping", "Page");
    }

    @Test
    void aStackThatIsNotThereIsAnError() throws IOException {
        new TestAssembly(output).stack("Orders", TABLE).write();

        assertThat(errorOf(folder, () -> read("Prices")))
                .isEqualTo("--stack: cdk.out has no stack Prices; it has Orders");
    }

    @Test
    void aStageIsNamedByItself() throws IOException {
        new TestAssembly(output).stage("Dev").stage("Prod").write();
        new TestAssembly(output.resolve("assembly-Dev"))
                .stack("DevOrders", MAPPING)
                .write();
        new TestAssembly(output.resolve("assembly-Prod"))
                .stack("ProdOrders", MAPPING)
                .write();
        rename("assembly-Dev", "\"displayName\":\"DevOrders\"", "\"displayName\":\"Dev/Orders (Dev-Orders)\"");

        assertThat(errorOf(folder, this::read))
                .isEqualTo(
                        "cdk.out has several stacks that could run: Dev/Orders; ProdOrders; choose with --stack NAME");
        for (String name : List.of("Dev", "Dev/*", "Dev/**", "Dev/Orders", "DevOrders")) {
            assertThat(read(name).notices().get(0)).as(name).contains(": stack Dev/Orders, without ProdOrders");
        }
    }

    @Test
    void aTemplateInTheFolderIsItsStackWithThoseThatItNeeds() throws IOException {
        new TestAssembly(output)
                .stack("Tables", TABLE)
                .stack("Consumer", MAPPING, "Tables")
                .stack("Other", MAPPING)
                .write();

        Template template = Template.read(output.resolve("Consumer.template.json"), Map.of(), "us-east-1");

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("Orders", "Mapping");
        assertThat(template.notices()).isEmpty();
    }

    @Test
    void aParameterIsGivenToTheStackThatHasIt() throws IOException {
        new TestAssembly(output)
                .stack("Tables", TABLE)
                .stack("Consumer", MAPPING, "Tables")
                .write();

        assertThat(Template.read(output, Map.of("Size", "3"), "us-east-1").resources())
                .hasSize(2);
        assertThat(errorOf(folder, () -> Template.read(output, Map.of("Sise", "3"), "us-east-1")))
                .isEqualTo("cdk.out: --parameter-overrides names Sise, which is not a parameter; it has Size");
    }

    @Test
    void resourcesAreCalledAsInTheAppWhereThatIsClear() throws IOException {
        new TestAssembly(output).stack("Orders", """
                        {"Resources": {
                          "Orders1A2B3C4D": {"Type": "AWS::DynamoDB::Table"},
                          "Echo1A2B3C4D": {"Type": "AWS::Lambda::Function"},
                          "Echo5E6F7A8B": {"Type": "AWS::Lambda::Function"},
                          "Written": {"Type": "AWS::SQS::Queue"}}}
                        """).write();

        assertThat(resources()).containsExactly("Orders", "Echo1A2B3C4D", "Echo5E6F7A8B", "Written");
    }

    @Test
    void aManifestOfANewerVersionIsReadAsFarAsThatGoes() throws IOException {
        new TestAssembly(output).version("999.0.0").stack("Orders", TABLE).write();

        assertThat(resources()).containsExactly("Orders");
        assertThat(read().notices().get(0))
                .isEqualTo(
                        output + "/manifest.json: version 999.0.0 is newer than 55, which is known here; it is read as"
                                + " far as that goes");
    }

    @Test
    void anOutputThatIsNotWholeIsAnError() throws IOException {
        new TestAssembly(output).write();
        assertThat(errorOf(folder, this::read))
                .isEqualTo("cdk.out/manifest.json: it has no stack; run cdk synth again");

        new TestAssembly(output).stack("Orders", TABLE).write();
        Files.delete(output.resolve("Orders.template.json"));
        assertThat(errorOf(folder, this::read))
                .isEqualTo("cdk.out/Orders.template.json is not there; run cdk synth again");

        Files.writeString(output.resolve("manifest.json"), "{\n\"version\": ");
        assertThat(errorOf(folder, this::read))
                .isEqualTo("cdk.out/manifest.json: line 2: not JSON; run cdk synth again");
    }

    private void rename(String stage, String text, String other) throws IOException {
        Path manifest = output.resolve(stage).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(text, other));
    }

    private List<String> resources(String... stacks) {
        return read(stacks).resources().stream().map(Resource::logicalId).toList();
    }

    private Template read(String... stacks) {
        return Template.read(
                output, new StackInputs(Map.of(), Map.of(), EnvironmentOverrides.NONE, "us-east-1", List.of(stacks)));
    }
}
