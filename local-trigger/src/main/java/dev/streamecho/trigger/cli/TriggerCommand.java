package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            PutCommand.class,
            DeleteCommand.class,
            InvokeCommand.class,
            BenchCommand.class,
            FilterCommand.class,
            FailuresCommand.class,
            RedriveCommand.class
        })
public final class TriggerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private TriggerCommand() {}

    /** Runs one command line and ends the process with its exit status: 0, 1 for a failure, 2 for a user's mistake. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {
            bug.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new TriggerCommand());
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> {
            if (exception instanceof UserError mistake) {
                failed.getErr().println(failed.getColorScheme().errorText(mistake.getMessage()));
                return CommandLine.ExitCode.USAGE;
            }
            throw exception;
        });
        commandLine.setParameterExceptionHandler((mistake, arguments) -> {
            CommandLine failed = mistake.getCommandLine();
            failed.getErr()
                    .println(failed.getColorScheme()
                            .errorText("%s; see ./trigger %s"
                                    .formatted(mistake.getMessage(), helpOf(failed.getCommandSpec()))));
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    private static String helpOf(CommandSpec command) {
        return command.parent() == null ? "--help" : command.name() + " --help";
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
