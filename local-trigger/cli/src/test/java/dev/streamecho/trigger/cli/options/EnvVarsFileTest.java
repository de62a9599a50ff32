package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvVarsFileTest {
    private static final String TEMPLATE = """
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: echo
                  Environment: {Variables: {A: a, B: !ImportValue b, C: !Nonsense c, D: d}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aFunctionsValuesWinOverThoseForAllAndThoseOverTheTemplates() throws IOException {
        assertThat(environment("""
                {"Parameters": {"A": "for all", "B": "for all", "E": "not declared"},
                 "echo": {"B": "by name", "C": "by name"}, "Echo": {"C": "by logical id"}, "Other": {"D": "x"}}""")).isEqualTo(Map.of("A", "for all", "B", "by name", "C", "by logical id", "D", "d"));
    }

    @Test
    void valuesAreStringsWhateverTheyAreInJson() throws IOException {
        assertThat(environment("{\"Echo\": {\"A\": 1, \"B\": true, \"C\": null, \"D\": {\"a\": [1]}}}"))
                .isEqualTo(Map.of("A", "1", "B", "true", "C", "", "D", "{\"a\":[1]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Echo\": hunter2}", "{\"Echo\": {\"A\": \"hunter2\"", "hunter2"})
    void whatIsNotJsonIsRefusedWithoutBeingShown(String json) {
        assertThatThrownBy(() -> environment(json))
                .hasMessageMatching("--env-vars: .*env.json is not JSON \\(line 1, column \\d+\\)")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"hunter2\"]", "\"hunter2\"", "{\"Echo\": \"hunter2\"}"})
    void whatHasAnotherFormIsRefusedWithoutBeingShown(String json) {
        assertThatThrownBy(() -> environment(json))
                .hasMessageEndingWith(" is not of the form {\"FunctionName\": {\"NAME\": \"value\"}}")
                .hasMessageNotContaining("hunter2");
    }

    private Map<String, String> environment(String json) throws IOException {
        EnvironmentOverrides overrides = EnvVarsFile.read(Files.writeString(folder.resolve("env.json"), json));
        Path file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        FunctionDefinition function = Template.read(
                        file, new StackInputs(Map.of(), Map.of(), overrides, "us-east-1", List.of()))
                .functions()
                .get(0);
        return function.environment();
    }
}
