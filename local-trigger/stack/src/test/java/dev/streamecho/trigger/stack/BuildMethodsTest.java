package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildMethodsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"{Owner: me}", "{BuildMethod: java25}", "{BuildMethod: nodejs22.x}", "{BuildMethod: python3.13}"
            })
    void theFolderAndTheRuntimeSayTheRest(String metadata) throws IOException {
        assertThat(method(metadata)).isEqualTo(new Method.Usual());
    }

    @Test
    void metadataNamesTheTool() throws IOException {
        assertThat(method("{SkipBuild: true, BuildMethod: esbuild}")).isEqualTo(new Method.Skipped());
        assertThat(method("{BuildMethod: makefile, BuildInSource: true}"))
                .isEqualTo(new Method.Makefile(Optional.empty(), true));
        assertThat(method("{BuildMethod: provided.al2023}")).isEqualTo(new Method.Makefile(Optional.empty(), false));
        assertThat(method("{BuildMethod: go1.x}")).isEqualTo(new Method.Go(false));
        assertThat(method("{BuildMethod: go1.x, BuildProperties: {TrimGoPath: true}}"))
                .isEqualTo(new Method.Go(true));
        assertThat(method("{BuildMethod: rust-cargolambda, BuildProperties: {Binary: echo}}"))
                .isEqualTo(new Method.CargoLambda(Optional.of("echo")));
    }

    @Test
    void propertiesOfEsbuildAreOptionsOfItsCommandLine() throws IOException {
        Method method = method("""
                BuildMethod: esbuild
                      BuildProperties:
                        Minify: false
                        Target: es2022
                        Sourcemap: true
                        SourcesContent: false
                        Format: esm
                        OutExtension: [.js=.mjs]
                        MainFields: [module, main]
                        External: ["@aws-sdk/*", sharp]
                        Loader: [.png=file, .txt=text]
                        Define: {STAGE: '"local"'}
                        UseNpmCi: true
                        EntryPoints: [src/app.ts]
                """);

        assertThat(method).isInstanceOf(Method.Esbuild.class);
        Method.Esbuild esbuild = (Method.Esbuild) method;
        assertThat(esbuild.entryPoints()).containsExactly("src/app.ts");
        assertThat(esbuild.options())
                .containsExactlyInAnyOrder(
                        "--target=es2022",
                        "--sourcemap",
                        "--sources-content=false",
                        "--format=esm",
                        "--out-extension:.js=.mjs",
                        "--main-fields=module,main",
                        "--external:@aws-sdk/*",
                        "--external:sharp",
                        "--loader:.png=file",
                        "--loader:.txt=text",
                        "--define:STAGE=\"local\"");
    }

    @Test
    void esbuildMinifiesUnlessTheTemplateSaysOtherwise() throws IOException {
        assertThat(((Method.Esbuild) method("{BuildMethod: esbuild}")).options())
                .containsExactlyInAnyOrder("--minify", "--target=es2020");
        assertThat(((Method.Esbuild) method("{BuildMethod: esbuild}")).entryPoints())
                .isEqualTo(List.of());
    }

    @Test
    void aBundleWithASourceMapIsRunWithIt() throws IOException {
        assertThat(BuildMethods.variables(function("{BuildMethod: esbuild, BuildProperties: {Sourcemap: true}}")))
                .containsEntry("NODE_OPTIONS", "--enable-source-maps");
        assertThat(BuildMethods.variables(function("{BuildMethod: esbuild, BuildProperties: {Sourcemap: false}}")))
                .isEmpty();
    }

    @Test
    void aMethodOfNothingHereSaysWhatToDo() {
        assertThatThrownBy(() -> method("{BuildMethod: dotnet8}"))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith(
                        "template.yaml: Echo.Metadata.BuildMethod (line 5): dotnet8 is not built here: build it with sam build,"
                                + " and run its .aws-sam/build/template.yaml");
    }

    @Test
    void inlineCodeNeedsNoBuild() throws IOException {
        Template template = template("{}", "InlineCode: 'exports.handler = 1'");

        assertThat(BuildMethods.of(template.functions().get(0))).isEqualTo(new Method.Inline("exports.handler = 1"));
    }

    private Method method(String metadata) throws IOException {
        return BuildMethods.of(function(metadata));
    }

    private FunctionDefinition function(String metadata) throws IOException {
        return template(metadata, "CodeUri: .").functions().get(0);
    }

    private Template template(String metadata, String code) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Echo:
                    Type: AWS::Serverless::Function
                    Metadata:
                      %s
                    Properties: {%s, Handler: app.handler, Runtime: nodejs22.x}
                """.formatted(metadata.strip(), code));
        return Template.read(file, Map.of(), "us-east-1");
    }
}
