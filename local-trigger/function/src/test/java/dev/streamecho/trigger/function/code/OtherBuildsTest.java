package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that esbuild, Go, or Cargo Lambda builds. */
class OtherBuildsTest {
    private static final Method.Esbuild BUNDLE =
            new Method.Esbuild(List.of("src/app"), List.of("--minify", "--external:left-pad"));

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private CodeBuilder builder;
    private Path project;

    @BeforeEach
    void setUp() throws IOException {
        builder = new CodeBuilder(
                folder.resolve("builds"),
                folder.resolve("shared"),
                log,
                Recipes.ofThisSystem(OwnFiles.none()),
                Requirements.ofThisSystem(OwnFiles.none()));
        project = Files.createDirectories(folder.resolve("project"));
    }

    @Test
    void esbuildOfTheProjectBundlesWithTheOptionsOfTheTemplate() throws Exception {
        write("src/app.ts", "export const handler = async () => 1;");
        Path esbuild = write("node_modules/.bin/esbuild", """
                #!/bin/sh
                for argument in "$@"; do
                  case $argument in --outdir=*) out=${argument#--outdir=} ;; *) arguments="$arguments $argument" ;; esac
                done
                echo "$PWD$arguments" >"$out/app.js"
                """);
        assertThat(esbuild.toFile().setExecutable(true)).isTrue();

        Path code = build("nodejs22.x", "app.handler", BUNDLE);

        assertThat(code.resolve("app.js"))
                .hasContent("%s src/app.ts --bundle --platform=node --log-level=warning --minify --external:left-pad"
                        .formatted(project.toRealPath()));
        assertThat(log.started).containsExactly("project with esbuild");
    }

    @Test
    void withoutAnEntryPointTheHandlersFileIsBundled() throws Exception {
        write("src/app.mjs", "");
        Path esbuild = write("node_modules/.bin/esbuild", """
                #!/bin/sh
                echo "✘ [ERROR] Could not resolve $1"
                echo
                echo "    src/app.mjs:7:22:"
                exit 1
                """);
        assertThat(esbuild.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> build("nodejs22.x", "src/app.handler", new Method.Esbuild(List.of(), List.of())))
                .isInstanceOf(CodeError.class)
                .hasMessage(
                        "Echo: CodeUri %s: esbuild cannot build it: src/app.mjs:7: Could not resolve src/app.mjs",
                        project);
    }

    @Test
    void esbuildComesFromThePackagesOfDevelopment() throws Exception {
        Tools.require(folder, "npm", "view", "esbuild@0.28.2", "version");
        write(
                "src/app.ts",
                "import { text } from './text';\nexport const handler = async (): Promise<string> => text;\n");
        write("src/text.ts", "export const text: string = 'bundled';\n");
        write("package.json", "{\"devDependencies\": {\"esbuild\": \"0.28.2\"}}");

        Path code = build("nodejs22.x", "app.handler", BUNDLE);

        assertThat(code.resolve("app.js")).content().contains("bundled");
        assertThat(code.resolve("node_modules")).doesNotExist();
        assertThat(log.started).containsExactly("project with npm", "project with esbuild");

        write("src/app.ts", "import { text } from './missing';\nexport const handler = async () => text;\n");
        assertThatThrownBy(() -> build("nodejs22.x", "app.handler", BUNDLE))
                .isInstanceOf(CodeError.class)
                .hasMessage(
                        "Echo: CodeUri %s: esbuild cannot build it: src/app.ts:1: Could not resolve \"./missing\"",
                        project);
    }

    @Test
    void aProjectWithoutEsbuildIsBundledByASharedOne() throws Exception {
        Tools.requireNo(folder, "esbuild", "--version");
        Tools.require(folder, "npm", "view", "esbuild", "version");
        write("src/app.ts", "export const handler = async (): Promise<string> => 'bundled';\n");

        Path code = build("nodejs22.x", "app.handler", BUNDLE);

        assertThat(code.resolve("app.js")).content().contains("bundled");
        assertThat(folder.resolve("shared")).isDirectoryRecursivelyContaining("glob:**/esbuild/package.json");
        assertThat(log.notices)
                .singleElement()
                .asString()
                .matches(
                        "esbuild \\S+ bundles what brings no esbuild of its own: npm install --save-dev esbuild, as sam build"
                                + " needs it");
    }

    @Test
    void goCompilesTheProgram() throws Exception {
        Tools.require(folder, "go", "version");
        write("go.mod", "module example.com/echo\n\ngo 1.19\n");
        write("main.go", "package main\n\nfunc main() {}\n");

        Path code = build("provided.al2023", "bootstrap", new Method.Go(false));

        assertThat(code.resolve("bootstrap")).isExecutable();
        assertThat(build("go1.x", "echo", new Method.Usual()).resolve("echo")).isExecutable();

        write("main.go", "package main\n\nfunc main() { missing() }\n");
        assertThatThrownBy(() -> build("provided.al2023", "bootstrap", new Method.Go(false)))
                .isInstanceOf(CodeError.class)
                .hasMessage("Echo: CodeUri %s: Go cannot build it: main.go:3:15: undefined: missing", project);
    }

    @Test
    void aProgramOfGoThatTheRuntimeWouldNotFindIsNamed() throws IOException {
        write("go.mod", "module example.com/echo");

        assertThatThrownBy(() -> build("provided.al2023", "main", new Method.Go(false)))
                .isInstanceOf(CodeError.class)
                .hasMessage(
                        "Echo: CodeUri %s: Go cannot build it: its Handler is main, after which the program is named, and"
                                + " provided.al2023 runs only one named bootstrap: make that the Handler",
                        project);
        assertThat(log.explanations).isEmpty();
    }

    @Test
    void cargoLambdaCompilesTheProgram() throws Exception {
        Tools.require(folder, "cargo", "lambda", "--version");
        write("Cargo.toml", "[package]\nname = \"echo\"\nversion = \"1.0.0\"\nedition = \"2021\"\n");
        write("src/main.rs", "fn main() {}\n");
        Method method = new Method.CargoLambda(Optional.empty());

        assertThat(build("provided.al2023", "bootstrap", method).resolve("bootstrap"))
                .isExecutable();

        write("src/main.rs", "fn main() { missing() }\n");
        assertThatThrownBy(() -> build("provided.al2023", "bootstrap", method))
                .isInstanceOf(CodeError.class)
                .hasMessage(
                        "Echo: CodeUri %s: Cargo Lambda cannot build it: src/main.rs:1: cannot find function `missing` in this"
                                + " scope",
                        project);
    }

    @Test
    void aMissingCargoLambdaIsNamed() throws Exception {
        Tools.require(folder, "cargo", "--version");
        Tools.requireNo(folder, "cargo", "lambda", "--version");
        write("Cargo.toml", "[package]\nname = \"echo\"\nversion = \"1.0.0\"\n");

        assertThatThrownBy(() -> build("provided.al2023", "bootstrap", new Method.CargoLambda(Optional.empty())))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "Echo: CodeUri %s: Cargo Lambda cannot build it: cargo-lambda is not installed: pip install cargo-lambda",
                        project);
    }

    private Path build(String runtime, String handler, Method method) throws InterruptedException {
        return builder.build(new FunctionSource("Echo", runtime, handler, project, method))
                .taskRoot();
    }

    private Path write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
