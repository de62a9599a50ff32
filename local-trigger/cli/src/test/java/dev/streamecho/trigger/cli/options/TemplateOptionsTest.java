package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class TemplateOptionsTest {

    @Test
    void overridesAreSeparateArguments() {
        assertThat(overrides("BatchSize=10", "EventTypes=INSERT,MODIFY"))
                .isEqualTo(Map.of("BatchSize", "10", "EventTypes", "INSERT,MODIFY"));
    }

    @Test
    void overridesMayBeOneArgumentAsInSamconfig() {
        assertThat(overrides("BatchSize=10 Name=\"two words\""))
                .isEqualTo(Map.of("BatchSize", "10", "Name", "two words"));
    }

    @Test
    void overridesMayHaveTheLongFormOfSam() {
        assertThat(overrides("ParameterKey=BatchSize,ParameterValue=10 ParameterKey=Name,ParameterValue='a b'"))
                .isEqualTo(Map.of("BatchSize", "10", "Name", "a b"));
    }

    @Test
    void anOverrideMayBeEmpty() {
        assertThat(overrides("Name=")).isEqualTo(Map.of("Name", ""));
    }

    @Test
    void anOverrideWithoutValueIsRefused() {
        assertThatThrownBy(() -> overrides("BatchSize"))
                .isInstanceOf(UserError.class)
                .hasMessage("--parameter-overrides: \"BatchSize\" is not of the form Name=value, as in BatchSize=10");
    }

    @Test
    void whatFollowsASecretIsNotShown() {
        assertThatThrownBy(() -> overrides("Password=correct horse"))
                .hasMessage(
                        "--parameter-overrides: what follows the first word of Password"
                                + " (put a value of several words in quotes) is not of the form Name=value, as in BatchSize=10");
    }

    private static Map<String, String> overrides(String... arguments) {
        return ParameterOverrides.parse(List.of(arguments), "--parameter-overrides");
    }

    @Test
    void overridesEndWhereSomethingElseBegins() {
        TemplateOptions options = new TemplateOptions();
        CommandLine commandLine = new CommandLine(CommandSpec.create()
                .addMixin("template", CommandSpec.forAnnotatedObject(options))
                .addPositional(PositionalParamSpec.builder()
                        .arity("1..*")
                        .type(String[].class)
                        .build()));

        String[] positional = commandLine
                .parseArgs("--parameter-overrides", "BatchSize=10", "Name=a", "events/insert.json")
                .matchedPositionalValue(0, new String[0]);

        assertThat(positional).containsExactly("events/insert.json");
    }
}
