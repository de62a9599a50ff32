package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamConfigTest {
    @TempDir
    private Path folder;

    @Test
    void localValuesWinOverDeployedOnesAndThoseOverGlobalOnes() throws IOException {
        SamConfig config = toml("""
                version = 0.1
                [default.global.parameters]
                parameter_overrides = "A=global B=global C=global"
                [default.local_start_lambda.parameters]
                parameter_overrides = "C=local"
                [default.deploy.parameters]
                parameter_overrides = "B=deploy C=deploy D=deploy"
                [default.build.parameters]
                parameter_overrides = "A=build"
                [prod.deploy.parameters]
                parameter_overrides = "A=prod"
                """);

        assertThat(config.parameterOverrides())
                .isEqualTo(Map.of("A", "global", "B", "deploy", "C", "local", "D", "deploy"));
        assertThat(config.line())
                .contains("from %s, default: parameter_overrides (A, B, C, D); --no-samconfig ignores it"
                        .formatted(folder.resolve("samconfig.toml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'A=1 B=\"two words\"'",
                "'ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"two words\"'",
                "['A=1', 'B=\"two words\"']",
                "{A = '1', B = 'two words'}",
                "{A = 1, B = 'two words'}",
                "[{A = 1}, 'B=\"two words\"']",
            })
    void parameterOverridesMayBeAStringAListOrATable(String form) throws IOException {
        SamConfig config = toml("[default.deploy.parameters]\nparameter_overrides = " + form + "\n");

        assertThat(config.parameterOverrides()).isEqualTo(Map.of("A", "1", "B", "two words"));
    }

    @Test
    void aListWithinATableIsAListOfCommas() throws IOException {
        SamConfig config = toml("[default.deploy.parameters]\nparameter_overrides = {A = ['a', 'b']}\n");

        assertThat(config.parameterOverrides()).isEqualTo(Map.of("A", "a,b"));
    }

    @Test
    void overridesThatHaveNoFormAreRefusedWithTheirPlace() throws IOException {
        SamConfig config = toml("[default.deploy.parameters]\nparameter_overrides = 'A'\n");

        assertThatThrownBy(config::parameterOverrides)
                .hasMessage(
                        folder.resolve("samconfig.toml")
                                + ": default.deploy: parameter_overrides: \"A\" is not of the form Name=value, as in BatchSize=10");
    }

    @Test
    void itMayBeYaml() throws IOException {
        Files.writeString(folder.resolve("samconfig.yaml"), """
                version: 0.1
                default: {deploy: {parameters: {parameter_overrides: [A=1, {B: 2}], region: eu-west-1}}}
                """);
        SamConfig config = new SamConfig(SamConfigFile.find(folder).orElseThrow(), "default");

        assertThat(config.parameterOverrides()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(config.region()).contains("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "global, infra/app.yaml, infra/app.yaml",
        "build, infra/app.yaml, infra/app.yaml",
        "local_start_lambda, infra/app.yaml, infra/app.yaml",
        "global, .aws-sam/build/template.yaml,",
        "deploy, packaged.yaml,",
    })
    void theTemplateIsTakenWhereSourcesAre(String command, String path, String taken) throws IOException {
        SamConfig config = toml("[default.%s.parameters]\ntemplate_file = '%s'\n".formatted(command, path));

        assertThat(config.template().map(template -> folder.relativize(template).toString()))
                .isEqualTo(Optional.ofNullable(taken));
    }

    @ParameterizedTest
    @CsvSource({
        "template.yaml, ''",
        "app/template.yaml, app",
        "/app/template.yaml, /app",
        "/app/.aws-sam/build/template.yaml, /app",
        ".aws-sam/build/template.yaml, ''",
        "app/.aws-sam/build/template.yaml, app",
        "app/cdk.out/Orders.template.json, app",
    })
    void itIsInTheFolderOfTheTemplateOrOfWhatItWasBuiltOf(Path template, Path folderOf) {
        assertThat(SamConfigFile.folderOf(template)).isEqualTo(folderOf);
    }

    @Test
    void whereNothingIsTakenNothingIsSaid() throws IOException {
        SamConfig config = toml("[default.deploy.parameters]\nstack_name = 'echo'\n");

        assertThat(config.parameterOverrides()).isEmpty();
        assertThat(config.line()).isEmpty();
    }

    private SamConfig toml(String text) throws IOException {
        Files.writeString(folder.resolve("samconfig.toml"), text);
        return new SamConfig(SamConfigFile.find(folder).orElseThrow(), "default");
    }
}
