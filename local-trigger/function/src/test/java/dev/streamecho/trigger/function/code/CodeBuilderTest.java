package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that needs no build. */
class CodeBuilderTest {
    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private CodeBuilder builder;

    @BeforeEach
    void setUp() {
        builder = new CodeBuilder(folder.resolve("builds"), log);
    }

    @Test
    void aFolderOfClassesIsCopiedOnceForTheSameContent() throws Exception {
        Path handler = write("classes/example/Handler.class", "one");
        Path classes = folder.resolve("classes");

        Path first = build(classes);
        assertThat(first.resolve("example/Handler.class")).hasContent("one");
        Files.writeString(handler, "two");
        assertThat(build(classes)).isNotEqualTo(first);
        assertThat(first.resolve("example/Handler.class")).hasContent("one");
        Files.writeString(handler, "one");
        assertThat(build(classes)).isEqualTo(first);
        assertThat(log.started).isEmpty();
    }

    @Test
    void aProjectWhoseBuildIsSkippedIsTakenAsItIs() throws Exception {
        write("project/pom.xml", "<project>");
        write("project/example/Handler.class", "built elsewhere");

        Path code = build(new Method.Skipped());

        assertThat(code.resolve("example/Handler.class")).hasContent("built elsewhere");
        assertThat(log.started).isEmpty();
    }

    @Test
    void theMakefilesTargetForTheFunctionMakesWhatRuns() throws Exception {
        write("project/pom.xml", "<project>");
        write("project/Makefile", """
                build-OtherFunction:
                	false
                build-HelloFunction:
                	mkdir -p $(ARTIFACTS_DIR)/example left-here
                	cp Handler.txt $(ARTIFACTS_DIR)/example/Handler.class
                """);
        write("project/Handler.txt", "made");

        Path code = build(new Method.Makefile(Optional.empty(), false));

        assertThat(code.resolve("example/Handler.class")).hasContent("made");
        assertThat(folder.resolve("project/left-here")).doesNotExist();
        assertThat(log.started).containsExactly("project with make");
    }

    @Test
    void aMakefileRunsInItsWorkingDirectory() throws Exception {
        write("project/Makefile", """
                build-HelloFunction:
                	cp Handler.txt $(ARTIFACTS_DIR)/Handler.class
                	touch left-here
                """);
        Path inside = write("project/inside/Handler.txt", "made inside").getParent();
        Path beside = write("beside/Handler.txt", "made beside").getParent();

        assertThat(build(new Method.Makefile(Optional.of(inside), false)).resolve("Handler.class"))
                .hasContent("made inside");
        assertThat(inside.resolve("left-here")).doesNotExist();
        assertThat(build(new Method.Makefile(Optional.of(beside), false)).resolve("Handler.class"))
                .hasContent("made beside");
    }

    @Test
    void aMakefileFindsNothingOfAnEarlierBuild() throws Exception {
        write("project/Makefile", """
                build-HelloFunction:
                	find . >$(ARTIFACTS_DIR)/found
                	mkdir target
                	touch target/left-here
                """);
        write("project/pom.xml", "<project>");
        build(new Method.Makefile(Optional.empty(), false));
        write("project/changed", "");

        Path code = build(new Method.Makefile(Optional.empty(), false));

        assertThat(code.resolve("found")).content().contains("changed").doesNotContain("left-here");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            build-Other:,         make: *** No rule to make target 'build-HelloFunction'.  Stop.
            build-HelloFunction:, the target build-HelloFunction of its makefile puts nothing into ARTIFACTS_DIR
            """)
    void aMakefileThatMakesNothingSaysWhy(String makefile, String reason) throws IOException {
        write("project/Makefile", makefile + "\n\t@true\n");

        assertThatThrownBy(() -> build(new Method.Makefile(Optional.empty(), false)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HelloFunction: CodeUri " + folder.resolve("project") + ": ")
                .hasMessageEndingWith(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false                         | Makefile:2: build-HelloFunction: Error 1, after: false
            @echo no compiler here; exit 3 | Makefile:2: build-HelloFunction: Error 3, after: no compiler here
            @exit 4                       | Makefile:2: build-HelloFunction: Error 4
            """)
    void aCommandOfAMakefileThatFailsIsFound(String command, String reason) throws IOException {
        write("project/Makefile", "build-HelloFunction:\n\t" + command + "\n");

        assertThatThrownBy(() -> build(new Method.Makefile(Optional.empty(), false)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith(": make cannot build it: " + reason);
    }

    @Test
    void aMissingMakefileIsNamed() throws IOException {
        write("project/pom.xml", "<project>");

        assertThatThrownBy(() -> build(new Method.Makefile(Optional.empty(), false)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: make cannot build it: there is no Makefile with a target"
                                + " build-HelloFunction in it",
                        folder.resolve("project"));
    }

    @Test
    void whatSamHasBuiltIsNotBuiltAgain() throws Exception {
        Path built = write(".aws-sam/build/HelloFunction/example/Handler.class", "made")
                .getParent()
                .getParent();
        FunctionSource source =
                FunctionSource.of("HelloFunction", "java25", built, new Method.Makefile(Optional.empty(), false));

        assertThat(builder.build(source).taskRoot().resolve("example/Handler.class"))
                .hasContent("made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"function.jar", "function.zip"})
    void anArchiveIsUnpackedOnce(String name) throws Exception {
        Path archive = zip(name, "example/Handler.class", "lib/library.jar", "META-INF/MANIFEST.MF");

        Path code = build(archive);

        assertThat(code.resolve("example/Handler.class")).hasContent("content of example/Handler.class");
        assertThat(code.resolve("lib/library.jar")).exists();
        FileTime unpacked = Files.getLastModifiedTime(code.resolve("lib/library.jar"));
        assertThat(build(archive)).isEqualTo(code);
        assertThat(Files.getLastModifiedTime(code.resolve("lib/library.jar"))).isEqualTo(unpacked);
        assertThat(log.started).isEmpty();
    }

    @Test
    void aChangedArchiveIsUnpackedAnew() throws Exception {
        Path before = build(zip("function.jar", "example/Handler.class"));

        Path after = build(zip("function.jar", "example/Handler.class", "example/Other.class"));

        assertThat(after).isNotEqualTo(before);
        assertThat(after.resolve("example/Other.class")).exists();
        assertThat(before.resolve("example/Handler.class")).exists();
    }

    @Test
    void onlyTheLastFiveBuildsAreKept() throws Exception {
        List<Path> builds = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            builds.add(build(zip("function.jar", "x".repeat(i))));
            Files.setLastModifiedTime(builds.get(i - 1), FileTime.fromMillis(i * 1000L));
        }

        assertThat(builds.subList(0, 2)).allSatisfy(old -> assertThat(old).doesNotExist());
        assertThat(builds.subList(2, 7)).allSatisfy(kept -> assertThat(kept).exists());
    }

    @Test
    void anArchiveThatReachesOutOfItsFolderIsRefused() throws IOException {
        Path archive = zip("function.zip", "../outside");

        assertThatThrownBy(() -> build(archive))
                .isInstanceOf(UserError.class)
                .hasMessage("HelloFunction: CodeUri %s: its entry ../outside would be outside of the folder", archive);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.endsWith("outside"));
        }
    }

    @Test
    void aFileThatIsNotAnArchiveIsRefused() throws IOException {
        Path archive = Files.writeString(folder.resolve("function.jar"), "not a jar");

        assertThatThrownBy(() -> build(archive))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HelloFunction: CodeUri " + archive + ": ");
    }

    @Test
    void classesThatAreMoreThanLambdaTakesAreRefusedUncopied() throws IOException {
        writeLarge("classes/model.bin");

        assertThatThrownBy(() -> build(folder.resolve("classes")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: its code has 262144001 bytes, more than the 262144000 that Lambda"
                                + " takes: leave out what it does not need",
                        folder.resolve("classes"));
        assertThatNoCopyIsLeft("model.bin");
    }

    @Test
    void aBuildOfMoreThanLambdaTakesIsRefused() throws IOException {
        write("project/Makefile", """
                build-HelloFunction:
                	mv model.bin $(ARTIFACTS_DIR)
                """);
        writeLarge("project/model.bin");

        assertThatThrownBy(() -> build(new Method.Makefile(Optional.empty(), false)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: its code has 262144001 bytes, more than the 262144000 that Lambda"
                                + " takes: leave out what it does not need",
                        folder.resolve("project"));
        assertThatNoCopyIsLeft("model.bin");
    }

    @Test
    void aMakefileCanRunInTheSourcesThemselves() throws Exception {
        write("project/Makefile", """
                build-HelloFunction:
                	cp Handler.txt $(ARTIFACTS_DIR)/Handler.class
                	touch left-here
                """);
        write("project/Handler.txt", "made");

        Path code = build(new Method.Makefile(Optional.empty(), true));

        assertThat(code.resolve("Handler.class")).hasContent("made");
        assertThat(folder.resolve("project/left-here")).exists();
    }

    @Test
    void aProgramsMakefileIsItsBuildUnlessThereIsTheProgram() throws Exception {
        write("project/Makefile", """
                build-HelloFunction:
                	echo made >$(ARTIFACTS_DIR)/bootstrap
                """);
        FunctionSource source = FunctionSource.of("HelloFunction", "provided.al2023", folder.resolve("project"));

        assertThat(builder.build(source).taskRoot().resolve("bootstrap")).hasContent("made");
        write("project/bootstrap", "built elsewhere");
        assertThat(builder.build(source).taskRoot().resolve("bootstrap")).hasContent("built elsewhere");
    }

    @Test
    void aSingleFileIsCodeToo() throws Exception {
        Path file = write("index.py", "def handler(event, context): pass");

        Path code = builder.build(FunctionSource.of("HelloFunction", "python3.12", file))
                .taskRoot();

        assertThat(code.resolve("index.py")).hasSameTextualContentAs(file);
    }

    @ParameterizedTest
    @CsvSource({
        "nodejs22.x, index.js, node_modules/cfn-response.js",
        "python3.12, index.py, cfnresponse.py",
    })
    void inlineCodeIsInTheFileThatLambdaGivesIt(String runtime, String file, String module) throws Exception {
        FunctionSource source = FunctionSource.of("HelloFunction", runtime, folder, new Method.Inline("the text"));

        FunctionCode code = builder.build(source);

        assertThat(code.taskRoot().resolve(file)).hasContent("the text");
        assertThat(code.taskRoot().resolve(module)).exists();
        assertThat(builder.build(source)).isEqualTo(code);
        assertThat(builder.watch(source, code.built())).isEmpty();
    }

    @Test
    void inlineCodeOfAnotherLanguageIsRefused() {
        FunctionSource source = FunctionSource.of("HelloFunction", "java25", folder, new Method.Inline("class"));

        assertThatThrownBy(() -> builder.build(source))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: inline code is for Node.js and Python, and the runtime is java25: put the code into"
                                + " a folder or a zip");
    }

    /** A file of a byte more than Lambda's limit, which takes no room on the disk. */
    private void writeLarge(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(write(name, "").toFile(), "rw")) {
            file.setLength(262_144_001);
        }
    }

    private void assertThatNoCopyIsLeft(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("builds"))) {
            assertThat(files).noneMatch(file -> file.endsWith(name));
        }
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path build(Method method) throws InterruptedException {
        return builder.build(FunctionSource.of("HelloFunction", "java25", folder.resolve("project"), method))
                .taskRoot();
    }

    private Path build(Path source) throws InterruptedException {
        return builder.build(FunctionSource.of("HelloFunction", "java25", source))
                .taskRoot();
    }

    private Path zip(String name, String... entries) throws IOException {
        Path archive = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(("content of " + entry).getBytes());
                zip.closeEntry();
            }
        }
        return archive;
    }
}
