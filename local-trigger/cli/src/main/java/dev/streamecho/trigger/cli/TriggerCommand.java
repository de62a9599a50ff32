package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.background.RunLog;
import dev.streamecho.trigger.cli.screen.Printable;
import dev.streamecho.trigger.cli.screen.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code trigger}, which holds the others. */
@Command(
        name = "trigger",
        description = "Runs the DynamoDB stream trigger of a SAM template on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done, and nothing is left or wrong",
            "1:a failure, or something was found, as docs/exit-status.md says of each command",
            "2:a mistake that one line names"
        })
public final class TriggerCommand implements Callable<Integer> {

    @Option(
            names = {"-q", "--quiet"},
            scope = CommandLine.ScopeType.INHERIT,
            description = "Prints only results, and what goes wrong.")
    @SuppressWarnings("unused") // The screen asks the command for it by its name, as for the next one.
    private boolean quiet;

    @Option(
            names = "--raw",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Prints log lines and invocations whole on a terminal, too, as into a file or a pipe.")
    @SuppressWarnings("unused")
    private boolean raw;

    @Spec
    private CommandSpec spec;

    private TriggerCommand() {}

    /** Runs one command line and ends the process with its exit status: 0, 1 for a failure, 2 for a user's mistake. */
    public static void main(String[] arguments) {
        RunLog.beginIfDetached();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {
            System.err.print(stackTrace(bug));
            Runtime.getRuntime().halt(1);
        });
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** Returns what parses these arguments, and may not know the commands that they do not name. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new TriggerCommand());
        Subcommands.addTo(commandLine, arguments);
        // What is set from here on is set for the commands that there are.
        commandLine.setColorScheme(Help.defaultColorScheme(Terminal.OUT.ansi()));
        Help.ColorScheme ofErrors = Help.defaultColorScheme(Terminal.ERR.ansi());
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> {
            if (exception instanceof UserError mistake) {
                failed.getErr().println(ofErrors.errorText(Printable.line(mistake.getMessage())));
                return CommandLine.ExitCode.USAGE;
            }
            failed.getErr().print(stackTrace(exception));
            failed.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        commandLine.setParameterExceptionHandler((mistake, words) -> {
            mistake.getCommandLine().getErr().println(ofErrors.errorText(Printable.lines(UsageMistake.line(mistake))));
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    /** Of a bug, whose message may quote what came from outside. */
    private static String stackTrace(Throwable bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        return Printable.lines(trace.toString());
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
