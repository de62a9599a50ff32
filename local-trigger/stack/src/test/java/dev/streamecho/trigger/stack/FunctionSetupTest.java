package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.function.InitializationType;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionSetupTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java25     | live | SnapStart: {ApplyOn: PublishedVersions} | SNAP_START",
                "java25     | 7    | SnapStart: {ApplyOn: PublishedVersions} | SNAP_START",
                "java25     |      | SnapStart: {ApplyOn: PublishedVersions} | ON_DEMAND",
                "java25     | live | SnapStart: {ApplyOn: None}              | ON_DEMAND",
                "nodejs22.x | live | SnapStart: {ApplyOn: PublishedVersions} | ON_DEMAND",
                "java25     | live | ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2} | PROVISIONED_CONCURRENCY",
                "java25     |      | ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2} | ON_DEMAND",
                "java25     | warm | Timeout: 3                              | PROVISIONED_CONCURRENCY",
                "java25     | live | Timeout: 3                              | ON_DEMAND"
            })
    void theVersionThatIsInvokedDecidesHowItStarts(
            String runtime, String qualifier, String property, InitializationType expected) throws IOException {
        FunctionDefinition function = Template.read(
                        Files.writeString(folder.resolve("template.yaml"), """
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          EchoFunction:
                            Type: AWS::Serverless::Function
                            Properties:
                              FunctionName: echo
                              CodeUri: .
                              Handler: index.handler
                              Runtime: %s
                              AutoPublishAlias: live
                              %s
                          WarmAlias:
                            Type: AWS::Lambda::Alias
                            Properties:
                              Name: warm
                              FunctionName: !Ref EchoFunction
                              FunctionVersion: "1"
                              ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
                        """.formatted(runtime, property)),
                        Map.of(),
                        "eu-west-1")
                .functions()
                .get(0);

        assertThat(FunctionSetup.initialization(function, Optional.ofNullable(qualifier)))
                .isEqualTo(expected);
    }
}
