package dev.streamecho.trigger.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The file with which a shell completes the command.
 *
 * @see <a href="https://github.com/scop/bash-completion#faq">bash-completion: where should I install my own local completions</a>
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html">zsh: Completion System</a>
 */
record CompletionFile(Shell shell, Path path) {

    /** Returns those under a folder such as {@code ~/.local/share}. */
    static List<CompletionFile> under(Path share) {
        return List.of(
                new CompletionFile(
                        Shell.BASH,
                        share.resolve("bash-completion").resolve("completions").resolve("trigger")),
                new CompletionFile(
                        Shell.ZSH,
                        share.resolve("zsh").resolve("site-functions").resolve("_trigger")));
    }

    void write(CompletionScript script) throws IOException {
        Files.createDirectories(path.getParent());
        Path beside = path.resolveSibling("." + path.getFileName() + ".unfinished");
        Files.writeString(beside, script.in(shell), UTF_8);
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Returns what to add to the shell's own file, if it does not look here. */
    Optional<String> advice(Surroundings surroundings) {
        return switch (shell) {
            case BASH ->
                surroundings.bashLooksIn(path.getParent().getParent().getParent())
                        ? Optional.empty()
                        : Optional.of("bash does not complete it yet; add to ~/.bashrc: source " + path);
            case ZSH ->
                surroundings.zshLooksIn(path.getParent())
                        ? Optional.empty()
                        : Optional.of("zsh does not complete it yet; add to ~/.zshrc, before compinit: fpath+=(%s)"
                                .formatted(path.getParent()));
        };
    }
}
