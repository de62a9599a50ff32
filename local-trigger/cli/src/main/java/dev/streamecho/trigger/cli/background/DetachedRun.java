package dev.streamecho.trigger.cli.background;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.cli.screen.Terminal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Starts a run in the background, and waits until it is ready. It outlives this process and its terminal: Ctrl-C and the end
 * of a session do not reach it, {@code trigger stop} does.
 */
public final class DetachedRun {
    private static final long INTERVAL_MILLIS = 50;

    /** Exits with the status that a shell gives to a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private static final int GRACE_SECONDS = 10;

    /**
     * Signals that are ignored stay so in the program that the shell becomes, and in those that this one starts. It works on
     * systems without setsid.
     */
    private static final String SHELL = "trap '' HUP INT QUIT; exec \"$@\" </dev/null >>\".trigger/run-$$.log\" 2>&1";

    private final String mainClass;
    private final List<String> arguments;
    private final Screen out;
    private final Screen errors;

    /**
     * Makes one that starts nothing yet.
     *
     * @param mainClass the class of the command line
     * @param arguments of the command line, which asks for a run in the background
     * @param out gets what the run prints until it is ready
     * @param errors gets why it does not start
     */
    public DetachedRun(String mainClass, List<String> arguments, Screen out, Screen errors) {
        this.mainClass = mainClass;
        this.arguments = List.copyOf(arguments);
        this.out = out;
        this.errors = errors;
    }

    /**
     * Starts it.
     *
     * @return the exit status: 0 once it is ready, and else that with which it ended
     * @throws UserError if there is no place for its log
     */
    public int start() throws InterruptedException {
        Process process;
        Path log;
        try {
            RunLog.prepareFolder();
            process = begin();
            log = linked(process);
        } catch (IOException e) {
            throw new UserError("a run cannot be started in the background here: " + e, e);
        }
        Thread end = new Thread(() -> giveUp(process), "end of the start");
        Runtime.getRuntime().addShutdownHook(end);
        LogTail tail = new LogTail(RunLog.of(process.pid()), this::show);
        while (process.isAlive() && RunFile.HERE.find(process.pid()).isEmpty()) {
            tail.follow();
            process.waitFor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
        takeBack(end);
        tail.follow();
        return result(process, tail, log);
    }

    private Process begin() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = Stream.of(
                        Stream.of("/bin/sh", "-c", SHELL, "trigger", java.toString()),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream(),
                        Stream.of(
                                "-D%s=true".formatted(RunLog.IS_DETACHED),
                                Terminal.NOT_SEEN,
                                "-cp",
                                System.getProperty("java.class.path"),
                                mainClass),
                        arguments.stream())
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // The options of these are among those of this process.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }

    private static Path linked(Process process) throws IOException {
        try {
            return RunLog.link(process.pid());
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private void show(String line) {
        if (!out.isQuiet()) {
            out.line(line);
        }
    }

    private int result(Process process, LogTail tail, Path log) {
        if (process.isAlive()) {
            tail.last().ifPresent(this::show);
            show("Runs in the background as process %d, and prints to %s; %s ends it"
                    .formatted(process.pid(), log, Launcher.command("stop")));
            return CommandLine.ExitCode.OK;
        }
        errors.line(tail.last()
                .orElseGet(() -> "the run ended with status %d before it was ready".formatted(process.exitValue())));
        return Math.max(process.exitValue(), CommandLine.ExitCode.SOFTWARE);
    }

    /** Ctrl-C while it starts is meant for it. */
    private static void takeBack(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // The hook ends this process.
            hook.join();
        }
    }

    private static void giveUp(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().halt(INTERRUPTED);
    }
}
