package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.Interpreter;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in Python with the real pip, and packages in files, so that no registry is asked. */
class PipInstallTest {
    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private CodeBuilder builder;
    private Path project;

    @BeforeEach
    void setUp() throws Exception {
        Tools.require(folder, "python3", "-m", "pip", "--version");
        builder = new CodeBuilder(folder.resolve("builds"), log);
        project = Files.createDirectories(folder.resolve("project"));
        wheel(
                "greeting",
                "greeting/__init__.py",
                "text = 'hello'",
                "shared/__init__.py",
                "",
                "shared/one.py",
                "name = 'one'");
        write("project/index.py", """
                import greeting
                from shared import one, two


                def handler():
                    return f"{greeting.text} {one.name} {two.name}"
                """);
        write("project/shared/two.py", "name = 'two'");
        write("project/requirements.txt", """
                # local packages
                -r more.txt  # as another file says
                """);
        write("project/more.txt", "../greeting-1.0-py3-none-any.whl\n");
    }

    @Test
    void packagesAreInstalledOutsideOfTheProjectAndFoundBesideTheCode() throws Exception {
        Path code = build();

        assertThat(answer(code)).isEqualTo("hello one two");
        assertThat(project.resolve("greeting")).doesNotExist();
        assertThat(log.started).containsExactly("project with pip");
    }

    @Test
    void thePackagesAreInstalledOnceForTheSameRequirements() throws Exception {
        build();
        write("project/shared/two.py", "name = 'three'");

        assertThat(answer(build())).isEqualTo("hello one three");
        assertThat(log.started).hasSize(1);

        wheel(
                "greeting",
                "greeting/__init__.py",
                "text = 'good evening'",
                "shared/__init__.py",
                "",
                "shared/one.py",
                "name = 1");
        assertThat(answer(build())).as("a changed local package").isEqualTo("good evening 1 three");
        assertThat(log.started).hasSize(2);
    }

    @Test
    void whatPythonAndItsToolsLeaveInTheFolderIsNoCode() throws Exception {
        write("project/__pycache__/index.cpython-312.pyc", "compiled");
        write("project/.venv/pyvenv.cfg", "home = /usr/bin");
        write("project/.venv/lib/large.py", "");

        Path code = build();

        assertThat(code.resolve("__pycache__")).doesNotExist();
        assertThat(code.resolve(".venv")).doesNotExist();
    }

    @Test
    void requirementsOfCommentsAloneNeedNoPip() throws Exception {
        write("project/requirements.txt", "# boto3 is there already\n\n");

        build();

        assertThat(log.started).isEmpty();
    }

    @Test
    void aLayersPackagesAreWherePythonFindsThem() throws Exception {
        FunctionSource source = FunctionSource.of("Shared", "python3.12", project, new Method.OfLayer());

        Path opt = new LayerBuilder(folder.resolve("builds"), builder)
                .build("Echo", List.of(new LayerBuilder.Layer(source, LayerBuilder.Kind.PYTHON)));

        assertThat(opt.resolve("python/greeting/__init__.py")).exists();
        assertThat(opt.resolve("python/shared/one.py")).exists();
        assertThat(opt.resolve("python/shared/two.py")).exists();
    }

    @Test
    void requirementsThatCannotBeInstalledArePipsOwnReason() throws Exception {
        write("project/requirements.txt", "no such package\n");

        assertThatThrownBy(this::build)
                .isInstanceOf(CodeError.class)
                .hasMessageStartingWith(
                        "Echo: CodeUri %s: pip cannot install what it needs: Invalid requirement".formatted(project));
    }

    @Test
    void aPythonWithoutPipMakesItselfOne() throws Exception {
        Tools.require(folder, "python3", "-m", "ensurepip", "--version");
        Path python = folder.resolve("python");
        write("python", """
                #!/bin/sh
                [ "$2" != pip ] || { echo "$0: No module named pip"; exit 1; }
                exec python3 "$@"
                """);
        assertThat(python.toFile().setExecutable(true)).isTrue();
        PipInstall pip = new PipInstall(project, OwnFiles.none(), new Interpreter("Python", python, "3.12.1"));
        Path target = Files.createDirectory(folder.resolve("target"));

        BuildProcess.Result result =
                pip.build(SourceTree.ofProject(project, OwnFiles.none()), folder.resolve("work/pip"), target);

        assertThat(result.lines()).isEmpty();
        assertThat(target.resolve("greeting/__init__.py")).exists();
    }

    /** As pip 24 and 25 print it. */
    @Test
    void aVersionThatIsNotThereIsNamedWithoutAllThatAre() throws Exception {
        PipInstall pip = new PipInstall(
                project, OwnFiles.none(), new Interpreter("Python", Path.of("/usr/bin/python3"), "3.12.1"));

        assertThat(pip.reason(List.of(
                        "ERROR: Ignored the following versions that require a different python version: 2.5.0 Requires-Python >=3.12",
                        "ERROR: Could not find a version that satisfies the requirement numpy==1.0.1 (from versions: 1.3.0, 1.4.1)",
                        "ERROR: No matching distribution found for numpy==1.0.1")))
                .isEqualTo("No matching distribution found for numpy==1.0.1");
        assertThat(pip.reason(List.of("/usr/bin/python3: No module named pip")))
                .isEqualTo("/usr/bin/python3 has no pip: install it (on Debian and Ubuntu, python3-pip)");
    }

    private Path build() throws InterruptedException {
        return builder.build(FunctionSource.of("Echo", "python3.12", project)).taskRoot();
    }

    /** Runs the handler as it is found in the folder. */
    private String answer(Path code) throws IOException, InterruptedException {
        BuildProcess.Result result = BuildProcess.run(
                code,
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of("python3", "-c", "import index; print(index.handler())"),
                folder.resolve("answer.log"));
        return String.join("\n", result.lines());
    }

    /** A wheel is a zip: no build backend is needed. */
    private void wheel(String name, String... filesAndContents) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + "-1.0-py3-none-any.whl"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < filesAndContents.length; i += 2) {
                add(zip, filesAndContents[i], filesAndContents[i + 1]);
            }
            String information = name + "-1.0.dist-info/";
            add(zip, information + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: 1.0\n".formatted(name));
            add(zip, information + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            add(zip, information + "RECORD", "");
        }
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes());
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
