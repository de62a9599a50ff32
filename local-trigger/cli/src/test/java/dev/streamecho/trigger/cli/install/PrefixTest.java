package dev.streamecho.trigger.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixTest {
    private static final CompletionScript COMPLETION = new CompletionScript("complete it");

    @TempDir
    private Path folder;

    private Prefix prefix;
    private Path installations;
    private Program program;

    @BeforeEach
    void makeAProgram() throws IOException {
        prefix = new Prefix(folder.resolve("prefix"));
        installations = folder.resolve("prefix/lib/stream-echo");
        Path libraries = Files.createDirectories(folder.resolve("built"));
        Files.writeString(libraries.resolve("a.jar"), "a");
        Files.writeString(
                Files.createDirectory(libraries.resolve("launcher")).resolve("trigger"), "#!/bin/sh\necho it runs\n");
        Files.createFile(Files.createDirectory(libraries.resolve("archive")).resolve("trigger.jsa"));
        program = new Program(libraries);
    }

    @Test
    void theCommandRunsFromAFolderOfItsOwn() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        Trees.delete(program.libraries());

        Process process =
                new ProcessBuilder(folder.resolve("prefix/bin/trigger").toString()).start();
        assertThat(process.getInputStream()).hasContent("it runs");
        assertThat(installations.resolve("1.0.0.1/lib/a.jar")).hasContent("a");
        assertThat(folder.resolve("prefix/share/bash-completion/completions/trigger"))
                .hasContent("complete it");
        assertThat(folder.resolve("prefix/share/zsh/site-functions/_trigger"))
                .content()
                .startsWith("#compdef trigger\n");
    }

    @Test
    void anArchiveOfClassesIsNotCopiedAsItFitsOnlyWhereItWasMade() {
        prefix.install(program, "1.0.0", COMPLETION);
        assertThat(installations.resolve("1.0.0.1/lib/archive")).doesNotExist();
    }

    @Test
    void anotherVersionReplacesIt() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        prefix.install(program, "1.1.0", COMPLETION);
        prefix.install(program, "1.1.0", COMPLETION);
        assertThat(prefix.command().toRealPath())
                .isEqualTo(installations.toRealPath().resolve("1.1.0.2/bin/trigger"));
        assertThat(folders()).containsExactly("1.1.0.2");
    }

    @Test
    void whoeverRunsFromTheOlderOneKeepsItsFiles() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        Process user = new ProcessBuilder("sh", "-c", "read line", installations + "/1.0.0.1/lib/a.jar").start();
        try {
            prefix.install(program, "1.1.0", COMPLETION);
            assertThat(folders()).containsExactlyInAnyOrder("1.0.0.1", "1.1.0.1");
            assertThatThrownBy(prefix::uninstall)
                    .isInstanceOf(UserError.class)
                    .hasMessage("a trigger that is installed in %s runs, process %d; stop it first"
                            .formatted(prefix.folder(), user.pid()));
        } finally {
            user.destroy();
            user.waitFor();
        }
        prefix.install(program, "1.2.0", COMPLETION);
        assertThat(folders()).containsExactly("1.2.0.1");
    }

    @Test
    void whatMakesAnArchiveOfItsClassesIsEndedWithIt() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        Process rehearsal = new ProcessBuilder(
                        "sh", "-c", "read line", "-Dtrigger.rehearsal=true", installations + "/1.0.0.1/lib/a.jar")
                .start();
        assertThat(prefix.uninstall()).isTrue();
        assertThat(rehearsal.isAlive()).isFalse();
    }

    @Test
    void whatCannotBeCopiedLeavesTheOldOne() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        Files.delete(program.libraries().resolve("launcher/trigger"));
        assertThatThrownBy(() -> prefix.install(program, "1.1.0", COMPLETION)).isInstanceOf(UserError.class);
        assertThat(prefix.command().toRealPath()).hasContent("#!/bin/sh\necho it runs");
        assertThat(folders()).containsExactly("1.0.0.1");
    }

    @Test
    void aProgramOfTheSameNameIsNotReplaced() throws Exception {
        Files.createDirectories(prefix.command().getParent());
        Files.writeString(prefix.command(), "someone else's");
        assertThatThrownBy(() -> prefix.install(program, "1.0.0", COMPLETION))
                .isInstanceOf(UserError.class)
                .hasMessage(prefix.command() + " is another program; remove it, or give another folder with --prefix");
        assertThat(prefix.command()).hasContent("someone else's");
        assertThat(folders()).isEmpty();
    }

    @Test
    void aLinkToTheLauncherOfTheSourcesIsReplaced() throws Exception {
        Path sources =
                Files.createDirectories(folder.resolve("sources/local-trigger")).getParent();
        Files.createFile(sources.resolve("local-trigger/pom.xml"));
        Files.createDirectories(prefix.command().getParent());
        Files.createSymbolicLink(prefix.command(), Files.createFile(sources.resolve("trigger")));
        prefix.install(program, "1.0.0", COMPLETION);
        assertThat(prefix.command().toRealPath()).startsWith(installations.toRealPath());
        assertThat(sources.resolve("trigger")).isEmptyFile();
    }

    @Test
    void nothingOfItIsLeftAndNothingElseIsRemoved() throws Exception {
        prefix.install(program, "1.0.0", COMPLETION);
        Path other = Files.createFile(prefix.command().resolveSibling("other"));
        assertThat(prefix.uninstall()).isTrue();
        try (Stream<Path> files = Files.walk(prefix.folder())) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(other);
        }
        assertThat(installations).doesNotExist();
        assertThat(prefix.uninstall()).isFalse();
    }

    private List<String> folders() throws IOException {
        if (Files.notExists(installations)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(installations)) {
            return files.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }
}
