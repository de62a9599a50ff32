package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of an installed trigger, on a machine whose java notes with what it was started. */
class InstalledLauncherTest {

    @TempDir
    private Path folder;

    private LauncherMachine machine;
    private Path lib;
    private Path launcher;

    @BeforeEach
    void installIt() throws IOException {
        machine = LauncherMachine.in(folder);
        lib = Files.createDirectories(folder.resolve("installed/lib"));
        Files.createFile(lib.resolve("stream-echo-cli-1.0.0.jar"));
        Path shared = Files.createDirectory(lib.resolve("launcher"));
        for (String file : List.of("start.sh", "dynamodb-local")) {
            Files.copy(ModuleFolder.resolve("src/main/launcher").resolve(file), shared.resolve(file));
        }
        launcher = Files.copy(
                ModuleFolder.resolve("src/main/launcher/trigger"),
                Files.createDirectory(folder.resolve("installed/bin")).resolve("trigger"));
        launcher.toFile().setExecutable(true);
        machine.aJdk("""
                echo "$*" >>FOLDER/starts
                case "$*" in *'TriggerCommand fetch') exit "$(cat FOLDER/fetch)" ;; esac
                for option; do
                  case $option in -XX:ArchiveClassesAtExit=*) : >"${option#*=}" ;; esac
                done
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void theVersionOfTheJavaIsAskedForOnce() throws Exception {
        machine.run(launcher, "--version");
        machine.run(launcher, "--version");
        assertThat(starts()).filteredOn("-version"::equals).hasSize(1);
    }

    @Test
    void aLinkLeadsToIt() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
        machine.run(link, "filter");
        assertThat(starts())
                .last(STRING)
                .endsWith("-cp " + lib + "/stream-echo-cli-1.0.0.jar dev.streamecho.trigger.cli.TriggerCommand filter");
    }

    @Test
    void whatIsToBeTypedBeginsAsItWasCalled() throws Exception {
        machine.run(Files.createSymbolicLink(machine.path().resolve("trigger"), launcher), "filter");
        assertThat(starts()).last(STRING).contains(" -Dtrigger.command=trigger ");

        machine.run(launcher, "filter");
        assertThat(starts()).last(STRING).contains(" -Dtrigger.command=" + launcher + " ");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        machine.script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(machine.run(launcher, "--version"))
                .isEqualTo(new LauncherMachine.Result(
                        2, machine.path().resolve("java") + " is Java 11: the trigger needs a JDK, 17 or newer\n"));
    }

    @Test
    void anArchiveIsMadeOnceAndUsedUntilTheTriggerIsAnother() throws Exception {
        Files.createFile(lib.resolve("DynamoDBLocal-3.3.1.jar"));
        Path archive = lib.resolve("archive/trigger.jsa");
        machine.run(launcher, "filter");
        await().until(() -> Files.exists(archive) && Files.notExists(lib.resolve("archive.making")));
        machine.run(launcher, "filter");
        assertThat(starts()).last(STRING).contains("-XX:SharedArchiveFile=" + archive + " ");

        Files.writeString(lib.resolve("stream-echo-cli-1.0.0.jar"), "another one");
        machine.run(launcher, "filter");
        assertThat(starts())
                .filteredOn(start -> start.endsWith(" filter"))
                .last(STRING)
                .doesNotContain("SharedArchiveFile");
    }

    @Test
    void dynamoDbLocalIsFetchedBeforeTheFirstRun() throws Exception {
        Files.writeString(folder.resolve("fetch"), "0");
        Path fetched = folder.resolve(".cache/stream-echo/dynamodb-local/DynamoDBLocal-3.3.1.jar");
        machine.run(launcher, "run", "--help");
        machine.run(launcher, "run", "--endpoint-url", "http://127.0.0.1:4566");
        machine.run(launcher, "filter");
        assertThat(starts()).noneMatch(start -> start.endsWith(" fetch"));

        machine.run(launcher, "run");
        assertThat(starts()).anyMatch(start -> start.endsWith(" fetch"));
        Files.createDirectories(fetched.getParent());
        Files.createFile(fetched);
        machine.run(launcher, "run");
        assertThat(starts()).filteredOn(start -> start.endsWith(" fetch")).hasSize(1);
        assertThat(starts())
                .anyMatch(start ->
                        start.endsWith(" run") && start.contains("-p " + fetched + " --add-modules DynamoDBLocal "));
    }

    @Test
    void anOptionOfAllCommandsMayComeBeforeTheCommand() throws Exception {
        Files.writeString(folder.resolve("fetch"), "0");

        machine.run(launcher, "-q", "run");

        assertThat(starts()).anyMatch(start -> start.endsWith(" fetch"));
        assertThat(starts())
                .as("with the second compiler, as it may run for long")
                .last(STRING)
                .endsWith(" -q run")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void nothingRunsWhenItCannotBeFetched() throws Exception {
        Files.writeString(folder.resolve("fetch"), "2");
        assertThat(machine.run(launcher, "run").exitStatus()).isEqualTo(2);
        assertThat(starts()).noneMatch(start -> start.endsWith(" run"));
    }

    private List<String> starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts"));
    }
}
