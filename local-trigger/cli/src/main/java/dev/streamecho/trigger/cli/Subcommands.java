package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.cli.background.StopCommand;
import dev.streamecho.trigger.cli.background.WaitCommand;
import dev.streamecho.trigger.cli.bench.BenchCommand;
import dev.streamecho.trigger.cli.check.CheckCommand;
import dev.streamecho.trigger.cli.doctor.DoctorCommand;
import dev.streamecho.trigger.cli.install.CompletionCommand;
import dev.streamecho.trigger.cli.install.FetchCommand;
import dev.streamecho.trigger.cli.install.InstallCommand;
import dev.streamecho.trigger.cli.install.UninstallCommand;
import dev.streamecho.trigger.cli.items.DeleteCommand;
import dev.streamecho.trigger.cli.items.DumpCommand;
import dev.streamecho.trigger.cli.items.PutCommand;
import dev.streamecho.trigger.cli.items.UpdateCommand;
import dev.streamecho.trigger.cli.recording.RecordCommand;
import dev.streamecho.trigger.cli.recording.ReplayCommand;
import dev.streamecho.trigger.cli.redrive.FailuresCommand;
import dev.streamecho.trigger.cli.redrive.RedriveCommand;
import dev.streamecho.trigger.cli.status.StatusCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The commands within {@code trigger}, by their names and in the order of its help. To read what one of them takes costs
 * more than many of them do, so that only the one that is asked for is read.
 */
final class Subcommands {
    private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("demo", DemoCommand.class);
        BY_NAME.put("run", RunCommand.class);
        BY_NAME.put("wait", WaitCommand.class);
        BY_NAME.put("stop", StopCommand.class);
        BY_NAME.put("put", PutCommand.class);
        BY_NAME.put("update", UpdateCommand.class);
        BY_NAME.put("delete", DeleteCommand.class);
        BY_NAME.put("dump", DumpCommand.class);
        BY_NAME.put("invoke", InvokeCommand.class);
        BY_NAME.put("bench", BenchCommand.class);
        BY_NAME.put("filter", FilterCommand.class);
        BY_NAME.put("failures", FailuresCommand.class);
        BY_NAME.put("redrive", RedriveCommand.class);
        BY_NAME.put("record", RecordCommand.class);
        BY_NAME.put("replay", ReplayCommand.class);
        BY_NAME.put("status", StatusCommand.class);
        BY_NAME.put("why", WhyCommand.class);
        BY_NAME.put("check", CheckCommand.class);
        BY_NAME.put("doctor", DoctorCommand.class);
        BY_NAME.put("install", InstallCommand.class);
        BY_NAME.put("uninstall", UninstallCommand.class);
        BY_NAME.put("completion", CompletionCommand.class);
        BY_NAME.put("fetch", FetchCommand.class);
    }

    /** They make the completion of all the others. */
    private static final Set<String> LOOKING_AT_ALL = Set.of("completion", "install");

    private static final Set<String> OPTIONS_OF_ALL = Set.of("-q", "--quiet", "--raw");

    private static final String VERSION = "--version";

    private Subcommands() {}

    /** Adds the one that the arguments begin with, or else all of them; none to show the version. */
    static void addTo(CommandLine trigger, String... arguments) {
        String first = Stream.of(arguments)
                .filter(argument -> !OPTIONS_OF_ALL.contains(argument))
                .findFirst()
                .orElse("");
        Class<?> asked = BY_NAME.get(first);
        if (asked != null && !LOOKING_AT_ALL.contains(first)) {
            trigger.addSubcommand(first, asked);
        } else if (!first.equals(VERSION)) {
            BY_NAME.forEach(trigger::addSubcommand);
        }
    }
}
