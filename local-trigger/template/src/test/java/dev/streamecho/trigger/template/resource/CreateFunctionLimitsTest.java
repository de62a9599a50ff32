package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateFunctionLimitsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Environment: {Variables: {my.var: 1, my-var: 1, X: 1, 1ST: 1, OK_1: 1}} | variables named my.var, my-var, X, 1ST (Fn): AWS refuses the function: a name starts with a letter, and has letters, digits and underscores, two or more characters; here it runs",
                "FunctionName: a.b           | the FunctionName a.b (Fn): AWS refuses the function: it has up to 64 letters, digits, hyphens and underscores; here it runs",
                "EphemeralStorage: {Size: 100}   | EphemeralStorage of 100 MB (Fn): AWS refuses the function: use 512 to 10240; here it runs",
                "Runtime: java18             | the runtime java18 (Fn): AWS refuses the function: use one of java8, java8.al2, java11, java17, java21, java25; here it runs",
            })
    void whatAwsRefusesIsALine(String property, String line) {
        assertThat(lines(property)).containsExactly(line);
    }

    @Test
    void aNameHasUpTo64Characters() {
        assertThat(lines("FunctionName: " + "a".repeat(64))).isEmpty();
        assertThat(lines("FunctionName: " + "a".repeat(65)))
                .singleElement()
                .asString()
                .startsWith("the FunctionName " + "a".repeat(65) + " (Fn): ");
    }

    @Test
    void variablesHaveUpTo4KilobytesAsJson() {
        // {"AB":"…"}
        assertThat(lines("Environment: {Variables: {AB: %s}}".formatted("x".repeat(4087))))
                .isEmpty();
        assertThat(lines("Environment: {Variables: {AB: %s}}".formatted("x".repeat(4088))))
                .containsExactly("variables of 4,097 bytes (Fn): AWS refuses the function:"
                        + " they have up to 4 KB together; here it runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Runtime: java25, FunctionName: my_fn-1, EphemeralStorage: {Size: 512}",
                "FunctionName: !ImportValue name",
                "EphemeralStorage: {Size: !ImportValue size}",
                "CodeUri: ., DeploymentPreference: {Type: AllAtOnce}, Tracing: Active, TenancyConfig: {TenantIsolationMode: PER_TENANT}",
            })
    void whatAwsTakesIsNoLine(String properties) {
        assertThat(lines(properties)).isEmpty();
    }

    private Iterable<String> lines(String properties) {
        Notices notices = new Notices();
        FunctionDefinition function = read(
                        folder,
                        "Resources: {Fn: {Type: AWS::Serverless::Function, Properties: {%s}}}".formatted(properties))
                .functions()
                .get(0);
        new CreateFunctionLimits(function, notices).check();
        return notices.lines();
    }
}
