package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.cli.background.DetachedRun;
import dev.streamecho.trigger.cli.background.RunLog;
import dev.streamecho.trigger.cli.options.AccessOptions;
import dev.streamecho.trigger.cli.options.DebugOption;
import dev.streamecho.trigger.cli.options.DurationConverter;
import dev.streamecho.trigger.cli.options.EndpointConverter;
import dev.streamecho.trigger.cli.options.PageOptions;
import dev.streamecho.trigger.cli.options.PortConverter;
import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.page.PageServer;
import dev.streamecho.trigger.stack.Debugging;
import dev.streamecho.trigger.stack.StackListener;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the stack of a template until it is interrupted. */
@Command(
        name = "run",
        description = "Runs the tables, mappings, functions and APIs of a template on this machine, until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private TemplateOptions template;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            defaultValue = "8000",
            description = "DynamoDB's port; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--sqs-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "SQS's port, if the template has a queue; 0 takes any that is free."
                    + " Default: 9324, or any if that is in use or DynamoDB's port is 0.")
    private Integer sqsPort;

    @Option(
            names = "--api-port",
            paramLabel = "N",
            converter = PortConverter.class,
            defaultValue = "3000",
            description = "The port of the template's API; further APIs get the next ports. 0 takes any that is free."
                    + " Default: ${DEFAULT-VALUE}.")
    private int apiPort;

    @Option(
            names = "--lambda-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "The port of Lambda's own API; 0 takes any that is free."
                    + " Default: 3001 or the next one that is free, or any if DynamoDB's port is 0.")
    private Integer lambdaPort;

    @Mixin
    private PageOptions pageOptions;

    @Mixin
    private AccessOptions access;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keeps tables, streams, checkpoints and messages there, and resumes where it stopped."
                    + " Default: in memory.")
    private Path dataDir;

    @Option(
            names = "--seed",
            paramLabel = "PATH",
            description =
                    "A file with items that a table begins with, or a folder with one for each table: JSON, DynamoDB JSON,"
                            + " or an export to S3. A table that has items already stays as it is.")
    private List<Path> seeds = List.of();

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "Reads the stream of a table elsewhere: another DynamoDB Local or an emulator.")
    private URI endpoint;

    @Option(
            names = {"--table", "--table-name"},
            paramLabel = "NAME",
            description = "The name of that table; without --endpoint-url, a table on AWS.")
    private String tableName;

    @Option(
            names = "--invocations",
            paramLabel = "FILE",
            description = "Appends a line of JSON to the file for each invocation.")
    private Path invocations;

    @Option(
            names = "--retry-delay",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "The delay before the first retry of a failed batch; later ones grow: 50ms, 1s."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration retryDelay;

    @Mixin
    private DebugOption debug;

    @Option(
            names = "--debug-function",
            paramLabel = "LOGICAL-ID",
            description = "The function that waits for the debugger, if the template has several.")
    private String debugFunction;

    @Option(
            names = "--detach",
            description = "Runs in the background, and returns when it is ready; trigger stop ends it.")
    private boolean detach;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return detach && !RunLog.isDetached() ? runInBackground() : run();
    }

    private int runInBackground() throws InterruptedException {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return new DetachedRun(TriggerCommand.class.getName(), arguments, Screen.of(spec), Screen.ofErrors(spec))
                .start();
    }

    private int run() throws InterruptedException {
        if (endpoint == null && tableName == null) {
            StackRun.preload();
        }
        Screen screen = Screen.of(spec);
        Access who = access.read();
        StackSettings settings = settings(who);
        Optional<InvocationsFile> file = Optional.ofNullable(invocations).map(InvocationsFile::open);
        StackListener listener = file.<StackListener>map(open -> new RecordingListener(open, screen))
                .orElse(screen);
        StackRun stack = new StackRun(template.read(screen::line), settings, listener);
        PageServer page = pageOptions.serve(port == 0, who, screen::line);
        Thread end = new Thread(() -> end(page, stack, file, screen), "end of the run");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            stack.start();
            if (end.getState() == Thread.State.NEW) {
                started(stack, page, screen);
            }
        } catch (RuntimeException e) {
            if (takeBack(end)) {
                page.close();
                stack.close();
                throw e;
            }
        }
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private void started(StackRun stack, PageServer page, Screen screen) {
        page.started(stack);
        StackLines lines = new StackLines(stack);
        screen.name(lines.routes());
        lines.all().forEach(screen::line);
        pageOptions.line(page).ifPresent(screen::line);
        access.openLine().ifPresent(screen::line);
        stack.follow(() -> template.read(line -> {}), template.otherFiles());
        // Who waits for the file then finds everything that was printed before.
        tellOtherCommands(RunningTrigger.of(stack, template.envVars(), page), screen);
        screen.line("Ready in " + SinceStart.shown());
    }

    private StackSettings settings(Access who) {
        StackSettings.Builder settings = StackSettings.builder(TriggerFolder.PATH)
                .dynamoDbPort(port)
                .apiPort(apiPort)
                .access(who)
                .retryDelay(retryDelay)
                .hotReload(true);
        Optional.ofNullable(sqsPort).ifPresent(settings::sqsPort);
        Optional.ofNullable(lambdaPort).ifPresent(settings::lambdaPort);
        Optional.ofNullable(dataDir).ifPresent(settings::dataDir);
        Optional.ofNullable(endpoint).ifPresent(settings::endpoint);
        Optional.ofNullable(tableName).ifPresent(settings::tableName);
        debug.port()
                .ifPresent(debuggerPort ->
                        settings.debugging(new Debugging(debuggerPort, Optional.ofNullable(debugFunction))));
        Optional.ofNullable(invocations).ifPresent(settings::writing);
        seeds.forEach(settings::seed);
        return settings.build();
    }

    private static void tellOtherCommands(RunningTrigger running, Screen screen) {
        try {
            RunFile.HERE
                    .write(running)
                    .ifPresent(earlier -> screen.line(
                            ("another trigger runs in this folder, process %d, DynamoDB at %s; until this one stops, %s,"
                                            + " invoke, failures and redrive find this one")
                                    .formatted(earlier.pid(), earlier.dynamoDb(), Launcher.command("put"))));
        } catch (IOException e) {
            screen.line("%s cannot be written (%s): other commands do not find this trigger by themselves"
                    .formatted(RunFile.HERE, e));
        }
    }

    /** Returns false if Ctrl-C came first: then it is why the start failed, and the hook ends this process. */
    private static boolean takeBack(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            return false;
        }
    }

    /** Ctrl-C is how a run is meant to end, so the exit status is 0 and not that of a signal. */
    private static void end(PageServer page, StackRun stack, Optional<InvocationsFile> file, Screen screen) {
        RunFile.HERE.deleteOwn();
        page.close();
        stack.close();
        file.ifPresent(InvocationsFile::close);
        screen.line("");
        screen.line(screen.totals());
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }
}
