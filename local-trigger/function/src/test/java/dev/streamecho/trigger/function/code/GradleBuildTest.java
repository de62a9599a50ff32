package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Gradle's wrapper, which would download Gradle. */
class GradleBuildTest {
    /** Does what the init script has Gradle do, and notes how it was called. */
    private static final String WRAPPER = """
            #!/bin/sh
            printf '%s\\n' "$PWD" "$@" >"$(dirname "$0")/../arguments"
            for argument; do
              case $argument in
                -Dfunction.code=*) code=${argument#-Dfunction.code=} ;;
                --init-script=*) cat "${argument#--init-script=}" >"$(dirname "$0")/../init-script" ;;
              esac
            done
            mkdir -p "$code/example" && echo class >"$code/example/Handler.class"
            """;

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private Path project;
    private CodeBuilder builder;

    @BeforeEach
    void setUp() throws IOException {
        project = Files.createDirectories(folder.resolve("projects/HelloFunction"));
        Files.writeString(folder.resolve("projects/settings.gradle.kts"), "include(\"HelloFunction\")");
        Files.writeString(project.resolve("build.gradle.kts"), "plugins { java }");
        builder = new CodeBuilder(folder.resolve("builds"), log);
    }

    @Test
    void theWrapperOfTheProjectsIsCalledInTheProject() throws Exception {
        writeWrapper(WRAPPER);

        Path code = build();

        assertThat(code.resolve("example/Handler.class")).exists();
        assertThat(log.started).containsExactly("HelloFunction with Gradle");
        assertThat(folder.resolve("arguments"))
                .content()
                .startsWith(project + "\n")
                .contains("\nfunctionCode\n");
        assertThat(folder.resolve("init-script")).content().contains("into 'lib'");
    }

    @Test
    void aChangeOfAnotherProjectOfTheBuildBuildsAgain() throws Exception {
        writeWrapper(WRAPPER);
        Path before = build();

        Files.writeString(
                Files.createDirectory(folder.resolve("projects/library")).resolve("Library.java"), "x");
        Path after = build();

        assertThat(log.started).hasSize(2);
        assertThat(after).as("the same result").isEqualTo(before);
    }

    @Test
    void aCompilersErrorIsTheReasonWithFileAndLine() throws IOException {
        writeWrapper("""
                #!/bin/sh
                cat <<END
                $PWD/src/main/java/example/Handler.java:5: error: ';' expected
                        return 1
                                ^
                1 error

                FAILURE: Build failed with an exception.

                * What went wrong:
                Execution failed for task ':compileJava'.
                > Compilation failed; see the compiler error output for details.

                * Try:
                > Run with --info option to get more log output.
                END
                exit 1
                """);

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: Gradle cannot build it: src/main/java/example/Handler.java:5: ';' expected",
                        project);
        assertThat(log.explanations)
                .startsWith("src/main/java/example/Handler.java:5: error: ';' expected", "        return 1")
                .doesNotContain("* Try:");
    }

    @Test
    void kotlinsErrorsAreUnderstoodToo() {
        assertThat(new GradleBuild(project)
                        .reason(List.of("e: file:///p/src/main/kotlin/App.kt:5:9 Unresolved reference 'x'.")))
                .isEqualTo("/p/src/main/kotlin/App.kt:5: Unresolved reference 'x'.");
    }

    @Test
    void elseTheReasonIsGradlesOwn() {
        assertThat(new GradleBuild(project)
                        .reason(List.of(
                                "FAILURE: Build failed with an exception.",
                                "",
                                "* Where:",
                                "Build file '/p/build.gradle' line: 3",
                                "",
                                "* What went wrong:",
                                "Could not find method jva() for arguments [] on root project 'p'.")))
                .isEqualTo("Could not find method jva() for arguments [] on root project 'p'.");
    }

    @Test
    void aWrapperThatCannotGetGradleNamesAddressAndReason() throws IOException {
        Path properties = Files.createDirectories(folder.resolve("projects/gradle/wrapper"))
                .resolve("gradle-wrapper.properties");
        Files.writeString(
                properties, "distributionUrl=https\\://services.gradle.org/distributions/gradle-9.2.1-bin.zip\n");
        writeWrapper("""
                #!/bin/sh
                cat <<END
                Exception in thread "main" java.net.UnknownHostException: services.gradle.org
                	at java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:567)
                	at org.gradle.wrapper.Download.downloadInternal(Download.java:129)
                	at org.gradle.wrapper.GradleWrapperMain.main(GradleWrapperMain.java:67)
                END
                exit 1
                """);

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: Gradle cannot build it: its wrapper cannot get Gradle from"
                                + " https://services.gradle.org/distributions/gradle-9.2.1-bin.zip:"
                                + " java.net.UnknownHostException: services.gradle.org; make sure that this machine reaches that"
                                + " address, or set distributionUrl in gradle/wrapper/gradle-wrapper.properties to one that it"
                                + " reaches",
                        project);
        assertThat(log.explanations).isEmpty();
    }

    @Test
    void aBuildWithoutClassesIsRefused() throws IOException {
        writeWrapper("#!/bin/sh\nexit 0\n");

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage("HelloFunction: CodeUri %s: Gradle built nothing", project);
    }

    @Test
    void twoTriggersAtOnceBuildOnce() throws Exception {
        writeWrapper(WRAPPER.replace("#!/bin/sh", "#!/bin/sh\necho built >>\"$(dirname \"$0\")/../count\"\nsleep 1"));

        List<Process> triggers = List.of(startTrigger(), startTrigger());
        for (Process trigger : triggers) {
            assertThat(trigger.waitFor())
                    .as(new String(trigger.getInputStream().readAllBytes()))
                    .isZero();
        }

        assertThat(folder.resolve("count")).hasContent("built");
        assertThat(build().resolve("example/Handler.class")).exists();
    }

    private Process startTrigger() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Trigger.class.getName(),
                        folder.resolve("builds").toString(),
                        project.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** A trigger that builds and ends. */
    static final class Trigger {
        private Trigger() {}

        public static void main(String[] arguments) throws InterruptedException {
            new CodeBuilder(Path.of(arguments[0]), new RecordingLog())
                    .build(FunctionSource.of("HelloFunction", "java25", Path.of(arguments[1])));
        }
    }

    private void writeWrapper(String script) throws IOException {
        Path wrapper = folder.resolve("projects/gradlew");
        Files.writeString(wrapper, script);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path build() throws InterruptedException {
        return builder.build(FunctionSource.of("HelloFunction", "java25", project))
                .taskRoot();
    }
}
