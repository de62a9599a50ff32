package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.cli.LauncherMachine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something: a copy of it, without a build, with a PATH of its own. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path launcher;
    private LauncherMachine machine;

    @BeforeEach
    void copyIt() throws IOException {
        launcher = Files.copy(ModuleFolder.resolve("../../trigger"), folder.resolve("trigger"));
        launcher.toFile().setExecutable(true);
        Path shared = Files.createDirectories(folder.resolve("local-trigger/cli/src/main/launcher"));
        Files.copy(ModuleFolder.resolve("src/main/launcher/start.sh"), shared.resolve("start.sh"));
        Files.createFile(folder.resolve("local-trigger/pom.xml"));
        machine = LauncherMachine.in(folder);
    }

    @Test
    void noJavaIsSaidInOneLine() throws Exception {
        assertMistake("there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        machine.script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertMistake(machine.path().resolve("java") + " is Java 11: the trigger needs a JDK, 17 or newer");
    }

    @Test
    void aJavaWithoutCompilerIsRefused() throws Exception {
        machine.script(
                "java", "echo 'openjdk version \"17.0.2\" 2022-01-18'; echo '    java.home = " + folder + "/jre'");
        assertMistake(folder + "/jre has no javac: it is a JRE, and the trigger needs a JDK, 17 or newer");
    }

    @Test
    void noMavenIsSaidInOneLine() throws Exception {
        machine.aJdk();
        assertMistake("there is no mvn on the PATH: install Maven, 3.8.7 or newer");
    }

    @Test
    void aFailedBuildShowsMavensErrorAndWhereTheRestIs() throws Exception {
        machine.aJdk();
        machine.script("mvn", "echo '[INFO] scanning'; echo '[ERROR] no such symbol'; exit 1");
        assertThat(run())
                .isEqualTo(new Result(
                        2,
                        "Building the local trigger, once ...\n[ERROR] no such symbol\n"
                                + "the local trigger cannot be built; Maven's words are in "
                                + folder + "/local-trigger/target/launcher.log\n"));
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        machine.aJdk();
        maven("echo build >>" + folder + "/builds");
        run();
        run();
        assertThat(Files.readAllLines(folder.resolve("builds"))).containsExactly("build");
    }

    @Test
    void twoCommandsAtATimeBuildOnce() throws Exception {
        machine.aJdk();
        Path begun = folder.resolve("begun");
        Path mayEnd = folder.resolve("mayEnd");
        maven("echo build >>%s; until [ -e %s ]; do %s 0.1; done"
                .formatted(begun, mayEnd, LauncherMachine.find("sleep")));
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
        machine.aJdk();
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
        machine.aJdk("""
                echo "$*" >>FOLDER/starts
                for option; do
                  case $option in -XX:ArchiveClassesAtExit=*) : >"${option#*=}" ;; esac
                done
                """.replace("FOLDER", folder.toString()));
        Path lib = folder.resolve("local-trigger/target/lib.1");
        maven(": >" + folder.resolve("local-trigger/cli/target/lib/DynamoDBLocal-3.3.1.jar"));
        Path archive = lib.resolve("archive/trigger.jsa");
        run();
        assertThat(lib).isDirectoryNotContaining("glob:**/archive*");
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
        machine.aJdk();
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

    private void assertMistake(String line) throws Exception {
        Result result = run();
        assertThat(result.output().lines().filter(printed -> !printed.startsWith("Building ")))
                .containsExactly(line);
        assertThat(result.exitStatus()).isEqualTo(2);
    }

    /** A Maven that builds a folder without anything in it. */
    private void maven(String further) throws IOException {
        machine.script(
                "mvn",
                "%s -p %s\n%s"
                        .formatted(
                                LauncherMachine.find("mkdir"),
                                folder.resolve("local-trigger/cli/target/lib"),
                                further));
    }

    private Result run() throws Exception {
        return machine.run(launcher, "demo");
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
}
