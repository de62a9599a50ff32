package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in Node.js with the real npm, and packages in folders, so that no registry is asked. */
class NpmInstallTest {
    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private CodeBuilder builder;
    private Path project;

    @BeforeEach
    void setUp() throws Exception {
        Tools.require(folder, "npm", "--version");
        builder = new CodeBuilder(folder.resolve("builds"), log);
        project = folder.resolve("project");
        write("project/index.js", "exports.handler = async () => require('greeting').text;");
        write("project/package.json", """
                {"dependencies": {"greeting": "file:./greeting"}, "devDependencies": {"checker": "file:../checker"},
                 "scripts": {"prepare": "exit 1"}}
                """);
        write("project/greeting/package.json", """
                {"name": "greeting", "version": "1.0.0", "main": "main.js", "dependencies": {"words": "file:../../words"}}
                """);
        write("project/greeting/main.js", "exports.text = 'hello ' + require('words');");
        write("words/package.json", "{\"name\": \"words\", \"version\": \"2.0.0\", \"main\": \"words.js\"}");
        write("words/words.js", "module.exports = 'world';");
        write("checker/package.json", "{\"name\": \"checker\", \"version\": \"3.0.0\"}");
    }

    @Test
    void packagesAreInstalledElsewhereWithoutThoseOfDevelopment() throws Exception {
        Path code = build();

        assertThat(answer(code)).isEqualTo("hello world");
        assertThat(code.resolve("node_modules/checker")).doesNotExist();
        assertThat(project.resolve("node_modules")).doesNotExist();
        assertThat(log.started).containsExactly("project with npm");
    }

    @Test
    void theSamePackagesAreInstalledOnce() throws Exception {
        Path before = build();
        write("project/index.js", "exports.handler = async () => 'new ' + require('greeting').text;");

        Path after = build();

        assertThat(answer(after)).isEqualTo("new hello world");
        assertThat(answer(before)).isEqualTo("hello world");
        assertThat(log.started).hasSize(1);

        write("words/words.js", "module.exports = 'words';");
        assertThat(answer(build())).as("a changed local package").isEqualTo("new hello words");
        assertThat(log.started).hasSize(2);
    }

    @Test
    void installedPackagesThatWereDeletedAreInstalledAgain() throws Exception {
        Path before = build();
        Folders.delete(before.resolve("node_modules").toRealPath().getParent().getParent());

        assertThat(answer(build())).isEqualTo("hello world");
    }

    @Test
    void theVersionsOfTheLockFileAreTaken() throws Exception {
        npm("install", "--package-lock-only", "--ignore-scripts");

        assertThat(answer(build())).isEqualTo("hello world");
        assertThat(log.notices).isEmpty();
    }

    @Test
    void aLockFileThatDoesNotMatchIsSaidAndPassedOver() throws Exception {
        npm("install", "--package-lock-only", "--ignore-scripts");
        write("other/package.json", "{\"name\": \"other\", \"version\": \"1.0.0\"}");
        write("project/package.json", """
                {"dependencies": {"greeting": "file:./greeting", "other": "file:../other"}}
                """);

        Path code = build();

        assertThat(code.resolve("node_modules/other/package.json")).exists();
        assertThat(log.notices)
                .containsExactly(
                        "the lock file of %s does not match its package.json, so npm chose versions, as it does for sam build: run npm install there to have the same ones everywhere"
                                .formatted(project));
    }

    @Test
    void packagesThatTheProjectHasInstalledAreTakenAsTheyAre() throws Exception {
        write("project/node_modules/greeting/package.json", "{\"name\": \"greeting\", \"main\": \"own.js\"}");
        write("project/node_modules/greeting/own.js", "exports.text = 'installed here';");

        assertThat(answer(build())).isEqualTo("installed here");
        assertThat(log.started).isEmpty();
    }

    @Test
    void packagesMayBeInstalledAboveTheProject() throws Exception {
        write("node_modules/greeting/package.json", "{\"name\": \"greeting\", \"main\": \"own.js\"}");
        write("node_modules/greeting/own.js", "exports.text = 'installed above';");

        assertThat(answer(build())).isEqualTo("installed above");
        assertThat(log.started).isEmpty();
    }

    @Test
    void installScriptsHaveTheProjectsFiles() throws Exception {
        write("project/package.json", """
                {"dependencies": {"greeting": "file:./greeting"}, "scripts": {"postinstall": "node generate.js"}}
                """);
        write(
                "project/generate.js",
                "require('fs').writeFileSync('node_modules/generated.js', 'module.exports = 1;');");

        Path code = build();

        assertThat(code.resolve("node_modules/generated.js")).exists();
        assertThat(project.resolve("node_modules")).doesNotExist();
    }

    @Test
    void codeThatNeedsNoPackagesIsTakenAsItIs() throws Exception {
        write(
                "project/package.json",
                "{\"type\": \"module\", \"devDependencies\": {\"checker\": \"file:../checker\"}}");

        assertThat(build().resolve("package.json")).content().contains("module");
        assertThat(log.started).isEmpty();
    }

    @Test
    void aLayersPackagesAreWhereNodeFindsThem() throws Exception {
        Path builds = folder.resolve("builds");
        FunctionSource source = FunctionSource.of("Shared", "nodejs22.x", project, new Method.OfLayer());

        Path opt = new LayerBuilder(builds, builder)
                .build("Echo", List.of(new LayerBuilder.Layer(source, LayerBuilder.Kind.NODEJS)));

        assertThat(opt.resolve("nodejs/node_modules/greeting/main.js")).exists();
        assertThat(opt.resolve("nodejs/index.js")).exists();
    }

    @Test
    void aPackageThatIsNotThereIsNpmsOwnReason() throws IOException {
        write("project/package.json", "{\"dependencies\": {\"greeting\": \"file:./nowhere.tgz\"}}");

        assertThatThrownBy(this::build)
                .isInstanceOf(CodeError.class)
                .hasMessageStartingWith("Echo: CodeUri %s: npm cannot install what it needs: ".formatted(project))
                .hasMessageContaining("nowhere.tgz");
    }

    @Test
    void aPackageJsonThatIsNotJsonIsNamedWithItsLine() throws IOException {
        write("project/package.json", "{\n  \"dependencies\": {},\n}");

        assertThatThrownBy(this::build)
                .isInstanceOf(CodeError.class)
                .hasMessageStartingWith("Echo: CodeUri %s: package.json:3: not JSON: ".formatted(project));

        write("project/package.json", "{\n  \"dependencies\": {");
        assertThatThrownBy(this::build).hasMessageEndingWith("(start marker at [line: 2, column: 19])");
    }

    @Test
    void aMissingNpmIsNamed() {
        builder = new CodeBuilder(
                folder.resolve("builds"),
                folder.resolve("shared"),
                log,
                Recipes.ofThisSystem(OwnFiles.none()),
                new Requirements(OwnFiles.none(), "no-such-npm"));

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "Echo: CodeUri %s is built with npm, and there is no npm on the PATH: install Node.js, of which it is"
                                + " a part",
                        project);
    }

    private Path build() throws InterruptedException {
        return builder.build(FunctionSource.of("Echo", "nodejs22.x", project)).taskRoot();
    }

    /** Runs the handler as it is found in the folder. */
    private String answer(Path code) throws IOException, InterruptedException {
        BuildProcess.Result result = BuildProcess.run(
                code,
                Map.of(),
                List.of("node", "-e", "require('./index.js').handler().then(console.log)"),
                folder.resolve("answer.log"));
        return String.join("\n", result.lines());
    }

    private void npm(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        assertThat(BuildProcess.run(project, Map.of(), command, folder.resolve("npm.log")))
                .extracting(BuildProcess.Result::isSuccess)
                .isEqualTo(true);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
