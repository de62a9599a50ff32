package dev.streamecho.trigger.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamecho.trigger.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                folder.resolve("script"), Cli.run("completion", "bash").out());
        assertThat(output("bash", "-c", """
                source "$0"
                compopt() { :; }
                COMP_WORDS=(trigger uninst) COMP_CWORD=1; _complete_trigger; echo "${COMPREPLY[*]}"
                COMP_WORDS=(trigger install --pre) COMP_CWORD=2; _complete_trigger; echo "${COMPREPLY[*]}"
                """, script.toString())).isEqualTo("uninstall\n--prefix\n");
    }

    @Test
    void zshLoadsItAsTheFunctionThatCompletes() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":")).map(entry -> Path.of(entry, "zsh")))
                .as("zsh on the PATH")
                .anyMatch(Files::isExecutable);
        Files.writeString(
                folder.resolve("_trigger"), Cli.run("completion", "zsh").out());
        assertThat(output("zsh", "-f", "-c", """
                fpath+=("$0"); autoload -Uz compinit; compinit -u -d "$0/dump"
                print ${_comps[trigger]}
                _trigger 2>/dev/null >/dev/null
                print ${_comps[trigger]}
                """, folder.toString()))
                .isEqualTo("_trigger\n_bash_complete -F _complete_trigger -o default\n");
    }

    @Test
    void adviceIsGivenOnlyWhereTheShellDoesNotLook() {
        CompletionFile zsh =
                CompletionFile.under(Path.of("/home/ada/.local/share")).get(1);
        assertThat(zsh.advice(new Surroundings(Map.of(), Path.of("/home/ada"))))
                .contains("zsh does not complete it yet; add to ~/.zshrc, before compinit:"
                        + " fpath+=(/home/ada/.local/share/zsh/site-functions)");
        assertThat(CompletionFile.under(Path.of("/usr/local/share"))
                        .get(1)
                        .advice(new Surroundings(Map.of(), Path.of("/home/ada"))))
                .isEmpty();
    }

    @Test
    void adviceIsForTheUsersShell() {
        assertThat(new Surroundings(Map.of("SHELL", "/bin/zsh"), folder).shells())
                .containsExactly(Shell.ZSH);
        assertThat(new Surroundings(Map.of("SHELL", "/usr/bin/fish"), folder).shells())
                .isEmpty();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
