package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionDefinitionTest {
    private static final String SUPPORTED = "a project, a folder of code that is built, a jar or a zip";

    @TempDir
    private Path folder;

    @Test
    void functionHasWhatTheTemplateDeclares() throws IOException {
        Files.createDirectory(folder.resolve("EchoFunction"));
        FunctionDefinition function = read(folder, """
                Parameters: {Types: {Type: String, Default: "INSERT,MODIFY"}}
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: !Sub "${AWS::StackName}-echo"
                      CodeUri: ./EchoFunction/
                      Handler: example.Handler
                      Runtime: java25
                      Timeout: 900
                      MemorySize: 10240
                      Environment: {Variables: {TYPES: !Ref Types, TABLE: !Ref Orders, RATE: 1.50, FAST: yes}}
                """).functions().get(0);

        assertThat(function.logicalId()).isEqualTo("Echo");
        assertThat(function.functionName()).isEqualTo("local-echo");
        assertThat(function.arn()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:local-echo");
        assertThat(function.code()).isEqualTo(folder.resolve("EchoFunction"));
        assertThat(function.handler()).isEqualTo("example.Handler");
        assertThat(function.runtime()).isEqualTo("java25");
        assertThat(function.timeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(function.memoryMegabytes()).isEqualTo(10240);
        assertThat(function.environment())
                .containsExactly(
                        Map.entry("TYPES", "INSERT,MODIFY"),
                        Map.entry("TABLE", "Orders"),
                        Map.entry("RATE", "1.50"),
                        Map.entry("FAST", "true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {BuildMethod: makefile}                                | false | makefile | false
            {BuildMethod: makefile, WorkingDirectory: ./makefiles} | false | makefile | false
            {BuildMethod: java25, BuildInSource: true}             | false | java25   | true
            {SkipBuild: true}                                      | true  |          | false
            {SkipBuild: "True"}                                    | true  |          | false
            {SkipBuild: false}                                     | false |          | false
            {Owner: me}                                            | false |          | false
            """)
    void metadataSteersTheBuild(String metadata, boolean skipsBuild, String method, boolean isInSource)
            throws IOException {
        Path makefiles = Files.createDirectories(folder.resolve("makefiles"));
        BuildMetadata build =
                read(folder, """
                Resources:
                  Echo:
                    Type: AWS::Serverless::Function
                    Metadata: %s
                    Properties: {CodeUri: ., Handler: example.Handler, Runtime: java25}
                """.formatted(metadata)).functions().get(0).buildMetadata();

        assertThat(build.skipsBuild()).isEqualTo(skipsBuild);
        assertThat(build.method().map(Value::text)).isEqualTo(Optional.ofNullable(method));
        assertThat(build.isInSource()).isEqualTo(isInSource);
        assertThat(build.workingDirectory())
                .isEqualTo(Optional.of(makefiles).filter(given -> metadata.contains("WorkingDirectory")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Serverless | {InlineCode: "exports.handler = 1"}
            Serverless | {InlineCode: !Sub "exports.handler = ${One}", CodeUri: s3://ignored/here}
            Lambda     | {Code: {ZipFile: !Join [" ", [exports.handler, "=", !Ref One]]}}
            """)
    void codeMayBeInTheTemplate(String service, String properties) {
        FunctionDefinition function =
                read(folder, """
                Parameters: {One: {Type: String, Default: "1"}}
                Resources:
                  Echo: {Type: AWS::%s::Function, Properties: %s}
                """.formatted(service, properties)).functions().get(0);

        assertThat(function.inlineCode()).contains("exports.handler = 1");
        assertThat(function.code()).isEqualTo(folder);
    }

    @Test
    void defaultsAreThoseOfLambda() {
        FunctionDefinition function = function("AWS::Lambda::Function", "{}");

        assertThat(function.functionName()).isEqualTo("Echo");
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(function.memoryMegabytes()).isEqualTo(128);
        assertThat(function.environment()).isEmpty();
    }

    @Test
    void codeOfAPlainFunctionMayBeAPathAsAfterABuild() throws IOException {
        Path jar = Files.createFile(folder.resolve("echo.jar"));

        assertThat(function("AWS::Lambda::Function", "{Code: echo.jar}").code()).isEqualTo(jar);
        assertThat(function("AWS::Lambda::Function", "{Code: '%s'}".formatted(jar))
                        .code())
                .isEqualTo(jar);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Serverless | CodeUri     | s3://bucket/key        | only code on this machine can be run, not in S3; give the path of ",
                "Serverless | CodeUri     | {Bucket: b, Key: k}    | only code on this machine can be run, not in S3; give the path of ",
                "Lambda     | Code        | {S3Bucket: b, S3Key: k} | only code on this machine can be run, not in S3; give the path of ",
                "Serverless | PackageType | Image                  | an image cannot be run without Docker; use Zip and the path of ",
            })
    void codeThatIsNotHereIsAnError(String service, String property, String value, String reason) {
        String type = "AWS::%s::Function".formatted(service);

        assertThat(errorOf(
                        folder,
                        () -> function(type, "{%s: %s}".formatted(property, value))
                                .code()))
                .isEqualTo(
                        "template.yaml: Echo.Properties.%s (line 2): ".formatted(property) + reason + " " + SUPPORTED);
    }

    @Test
    void aPlaceholderIsNeitherCodeNorHandlerNorRuntime() {
        FunctionDefinition function = function(
                "AWS::Serverless::Function",
                "{CodeUri: !ImportValue code, Handler: !Sub ['${class}', {class: !ImportValue handler}], Runtime: '{{resolve:ssm:runtime}}'}");
        String reason =
                " (line 2): is known to AWS only; take it from a parameter, and give that with --parameter-overrides";

        assertThat(errorOf(folder, function::codePath)).isEqualTo("template.yaml: Echo.Properties.CodeUri" + reason);
        assertThat(errorOf(folder, function::handler)).isEqualTo("template.yaml: Echo.Properties.Handler" + reason);
        assertThat(errorOf(folder, function::runtime)).isEqualTo("template.yaml: Echo.Properties.Runtime" + reason);
    }

    @Test
    void imageHasNoHandlerAndRuntime() {
        FunctionDefinition image = function("AWS::Serverless::Function", "{PackageType: Image}");

        assertThat(errorOf(folder, image::handler)).contains("an image cannot be run");
        assertThat(errorOf(folder, image::runtime)).contains("an image cannot be run");
    }

    @Test
    void missingPropertiesAreErrors() {
        FunctionDefinition function = function("AWS::Lambda::Function", "{}");

        assertThat(errorOf(folder, function::code))
                .isEqualTo("template.yaml: Echo.Properties (line 2): Code is missing");
        assertThat(errorOf(folder, function::handler))
                .isEqualTo("template.yaml: Echo.Properties (line 2): Handler is missing");
        assertThat(errorOf(folder, function::runtime))
                .isEqualTo("template.yaml: Echo.Properties (line 2): Runtime is missing");
    }

    @Test
    void withoutACodeUriTheCodeIsBesideTheTemplate() {
        assertThat(function("AWS::Serverless::Function", "{}").code()).isEqualTo(folder);
    }

    @Test
    void codeThatIsNotThereIsAnError() {
        assertThat(errorOf(
                        folder.getParent(),
                        () -> function("AWS::Serverless::Function", "{CodeUri: Nowhere}")
                                .code()))
                .isEqualTo("%s/template.yaml: Echo.Properties.CodeUri (line 2): Nowhere is not there;"
                                .formatted(folder.getFileName())
                        + " paths are relative to " + folder.getFileName());
    }

    @Test
    void timeoutAndMemoryHaveTheRangesOfLambda() {
        FunctionDefinition function = function("AWS::Serverless::Function", "{Timeout: 901, MemorySize: 127}");

        assertThat(errorOf(folder, function::timeout))
                .isEqualTo("template.yaml: Echo.Properties.Timeout (line 2): 901 is out of range; use 1 to 900");
        assertThat(errorOf(folder, function::memoryMegabytes))
                .isEqualTo("template.yaml: Echo.Properties.MemorySize (line 2): 127 is out of range; use 128 to 10240");
    }

    @Test
    void layersWhoseContentIsHereAreFoundInTheirOrder() throws IOException {
        Files.createDirectory(folder.resolve("shared"));
        Files.createFile(folder.resolve("other.zip"));
        FunctionDefinition function = read(folder, """
                Globals: {Function: {Layers: [!Ref Shared]}}
                Resources:
                  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: shared}, Metadata: {BuildMethod: java25}}
                  Other: {Type: AWS::Lambda::LayerVersion, Properties: {LayerName: other-layer, ContentUri: other.zip}}
                  Missing: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: missing}}
                  Stored: {Type: AWS::Lambda::LayerVersion, Properties: {Content: {S3Bucket: b, S3Key: k}}}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties:
                      Layers:
                        - arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14
                        - !Ref Missing
                        - !GetAtt Other.LayerVersionArn
                        - !Ref Stored
                """).functions().get(0);
        Notices notices = new Notices();

        function.noteLimits(notices);

        assertThat(function.layers())
                .containsExactly(
                        new LayerDefinition("Shared", folder.resolve("shared"), Optional.of("java25")),
                        new LayerDefinition("Other", folder.resolve("other.zip"), Optional.empty()));
        assertThat(notices.lines())
                .containsExactly(
                        "layers (Echo): their java/lib is on the class path, and /opt in variables leads to their files;"
                                + " code that opens /opt itself finds what this machine has there",
                        "layers that are not here (Echo): their classes and files are missing, and agents of theirs are"
                                + " left out; give the function the jars as dependencies, or the template a layer with a"
                                + " ContentUri");
    }

    @Test
    void layersAreNamedInTheWordsOfTheRuntime() throws IOException {
        Files.createDirectory(folder.resolve("shared"));
        Notices notices = new Notices();

        read(folder, """
                Resources:
                  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: shared}}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: python3.13, Layers: [!Ref Shared, 'arn:aws:lambda:us-east-1:1:layer:pandas:1']}
                """).functions().get(0).noteLimits(notices);

        assertThat(notices.lines())
                .containsExactly(
                        "layers (Echo): their code is found where the runtime looks for it, and /opt in variables leads to"
                                + " their files; code that opens /opt itself finds what this machine has there",
                        "layers that are not here (Echo): their code and files are missing; give the function the packages as"
                                + " dependencies, or the template a layer with a ContentUri");
    }

    private FunctionDefinition function(String type, String properties) {
        return read(folder, "Resources:\n  Echo: {Type: %s, Properties: %s}\n".formatted(type, properties))
                .functions()
                .get(0);
    }
}
