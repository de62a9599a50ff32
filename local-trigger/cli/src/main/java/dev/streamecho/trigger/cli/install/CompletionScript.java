package dev.streamecho.trigger.cli.install;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What makes a shell complete commands and options.
 *
 * @param text picocli's script, which bash and zsh can read
 */
record CompletionScript(String text) {
    private static final String COMMAND = "trigger";

    /** It has none, and picocli's alias for it is not expanded in a function that zsh loads. */
    private static final String COMPOPT_IN_ZSH = "compopt() { return 0 }\n";

    /** Where zsh loads the script as the function that completes, this is its first call. */
    private static final String FIRST_CALL_IN_ZSH =
            "\nif [[ ${funcstack[1]:-} == _trigger ]]; then\n  _bash_complete -F _complete_trigger -o default\nfi\n";

    /** Returns the one for all commands of which this is one. */
    static CompletionScript of(CommandSpec command) {
        CommandLine all = command.root().commandLine();
        return new CompletionScript(AutoComplete.bash(COMMAND, all));
    }

    /** Returns the script for one of the shells, which can be sourced, or put where the shell looks. */
    String in(Shell shell) {
        return switch (shell) {
            case BASH -> text;
            case ZSH -> "#compdef " + COMMAND + "\n" + COMPOPT_IN_ZSH + text + FIRST_CALL_IN_ZSH;
        };
    }
}
