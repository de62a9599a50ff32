package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something: a copy of it, without a build, with a PATH of its own. */
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "cat",
            "dirname",
            "echo",
            "find",
            "grep",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sed",
            "sleep");

    @TempDir
    private Path folder;

    private Path launcher;
    private Path path;

    @BeforeEach
    void copyIt() throws IOException {
        launcher = Files.copy(Path.of("..", "..", "trigger"), folder.resolve("trigger"));
        launcher.toFile().setExecutable(true);
        Files.createDirectories(folder.resolve("local-trigger/src/main"));
        Files.createFile(folder.resolve("local-trigger/pom.xml"));
        path = Files.createDirectory(folder.resolve("bin"));
        for (String tool : TOOLS) {
            script(tool, "exec " + find(tool) + " \"$@\"");
        }
    }

    @Test
    void noJavaIsSaidInOneLine() throws Exception {
        assertMistake("there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertMistake(path.resolve("java") + " is Java 11: the trigger needs a JDK, 17 or newer");
    }

    @Test
    void aJavaWithoutCompilerIsRefused() throws Exception {
        script("java", "echo 'openjdk version \"17.0.2\" 2022-01-18'; echo '    java.home = " + folder + "/jre'");
        assertMistake(folder + "/jre has no javac: it is a JRE, and the trigger needs a JDK, 17 or newer");
    }

    @Test
    void noMavenIsSaidInOneLine() throws Exception {
        aJdk();
        assertMistake("there is no mvn on the PATH: install Maven, 3.8.7 or newer");
    }

    @Test
    void aFailedBuildShowsMavensErrorAndWhereTheRestIs() throws Exception {
        aJdk();
        script("mvn", "echo '[INFO] scanning'; echo '[ERROR] no such symbol'; exit 1");
        assertThat(run())
                .isEqualTo(new Result(
                        2,
                        "Building the local trigger, once ...\n[ERROR] no such symbol\n"
                                + "the local trigger cannot be built; Maven's words are in "
                                + folder + "/local-trigger/target/launcher.log\n"));
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        aJdk();
        maven("echo build >>" + folder + "/builds");
        run();
        run();
        assertThat(Files.readAllLines(folder.resolve("builds"))).containsExactly("build");
    }

    @Test
    void twoCommandsAtATimeBuildOnce() throws Exception {
        aJdk();
        Path begun = folder.resolve("begun");
        Path mayEnd = folder.resolve("mayEnd");
        maven("echo build >>%s; until [ -e %s ]; do %s 0.1; done".formatted(begun, mayEnd, find("sleep")));
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(this::runUnchecked, this::inThread);
        await().until(() -> Files.exists(begun));
        CompletableFuture<Result> second = CompletableFuture.supplyAsync(this::runUnchecked, this::inThread);
        Files.createFile(mayEnd);

        assertThat(first.get().exitStatus()).isZero();
        assertThat(second.get().exitStatus()).isZero();
        assertThat(Files.readAllLines(begun)).containsExactly("build");
    }

    @Test
    void theTurnOfABuildThatWasKilledIsOver() throws Exception {
        aJdk();
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Path turn = Files.createDirectories(folder.resolve("local-trigger/target/launcher.turn"));
        Files.writeString(turn.resolve("pid"), killed.pid() + "\n");
        maven(":");
        assertThat(run().exitStatus()).isZero();
        assertThat(turn).doesNotExist();
    }

    @Test
    void theSecondStartMakesAnArchiveThatTheThirdUses() throws Exception {
        aJdk("""
                echo "$*" >>FOLDER/starts
                for option; do
                  case $option in -XX:ArchiveClassesAtExit=*) : >"${option#*=}" ;; esac
                done
                """.replace("FOLDER", folder.toString()));
        Path lib = folder.resolve("local-trigger/target/lib.1");
        maven(":");
        Path archive = lib.resolve("archive/trigger.jsa");
        run();
        assertThat(lib).isEmptyDirectory();
        run();
        await().until(() -> Files.exists(archive) && Files.notExists(lib.resolve("archive.making")));
        run();
        assertThat(Files.readAllLines(folder.resolve("starts")))
                .last(STRING)
                .contains("-XX:SharedArchiveFile=" + archive + " ")
                .contains("-Dtrigger.runtimeArchive=-XX:SharedArchiveFile=" + lib.resolve("archive/runtime.jsa") + " ");
    }

    @Test
    void aBuildLeavesTheOneBeforeToWhoeverRunsFromIt() throws Exception {
        aJdk();
        maven(":");
        Path project = folder.resolve("local-trigger/pom.xml");
        for (int build = 1; build <= 3; build++) {
            run();
            Path stamp = folder.resolve("local-trigger/target/launcher.stamp");
            Files.setLastModifiedTime(
                    project,
                    FileTime.from(Files.getLastModifiedTime(stamp).toInstant().plusSeconds(1)));
        }
        assertThat(folder.resolve("local-trigger/target/lib.1")).doesNotExist();
        assertThat(folder.resolve("local-trigger/target/lib.2")).isDirectory();
        assertThat(folder.resolve("local-trigger/target/lib.3")).isDirectory();
    }

    private record Result(int exitStatus, String output) {}

    private void assertMistake(String line) throws Exception {
        Result result = run();
        assertThat(result.output().lines().filter(printed -> !printed.startsWith("Building ")))
                .containsExactly(line);
        assertThat(result.exitStatus()).isEqualTo(2);
    }

    /** A java that says it is 17 and has a compiler beside it. */
    private void aJdk() throws IOException {
        aJdk("");
    }

    private void aJdk(String further) throws IOException {
        Path javac = Files.createDirectories(folder.resolve("jdk/bin")).resolve("javac");
        Files.createFile(javac, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        script(
                "java",
                "echo 'openjdk version \"17.0.2\" 2022-01-18'; echo '    java.home = " + folder + "/jdk'\n" + further);
    }

    /** A Maven that builds a folder without anything in it. */
    private void maven(String further) throws IOException {
        script("mvn", "%s -p %s\n%s".formatted(find("mkdir"), folder.resolve("local-trigger/cli/target/lib"), further));
    }

    private void script(String name, String body) throws IOException {
        Path script = Files.writeString(path.resolve(name), "#!/bin/sh\n" + body + "\n");
        script.toFile().setExecutable(true);
    }

    private Result run() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "demo").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Result runUnchecked() {
        try {
            return run();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void inThread(Runnable task) {
        new Thread(task).start();
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
