package dev.streamecho.trigger.cli.background;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file with what a run in the background prints. Each run of a folder has its own, and {@code run.log} leads to that of
 * the run that was started last.
 */
public final class RunLog {
    /** When a file is larger, it becomes the older one of two. */
    private static final long LARGEST_FILE_BYTES = 10L << 20;

    private static final Pattern NAME = Pattern.compile("run-(\\d+)\\.log(\\.1)?");

    /** Set for a process that was started by {@link DetachedRun}. */
    static final String IS_DETACHED = "trigger.detached";

    private RunLog() {}

    /** Lets what this process prints go to its log, if it runs in the background. */
    public static void beginIfDetached() {
        if (isDetached()) {
            Path file = of(ProcessHandle.current().pid());
            PrintStream log = new PrintStream(new RotatingFile(file, sibling(file), LARGEST_FILE_BYTES), true, UTF_8);
            System.setOut(log);
            System.setErr(log);
        }
    }

    /** Returns whether this process is a run in the background. */
    public static boolean isDetached() {
        return Boolean.getBoolean(IS_DETACHED);
    }

    /** Returns the log of a process. */
    static Path of(long pid) {
        return TriggerFolder.PATH.resolve("run-%d.log".formatted(pid));
    }

    private static Path sibling(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /** Sees that there is a folder that only this user can read, without the logs of processes that have ended. */
    static void prepareFolder() throws IOException {
        PrivateFiles.createFolders(TriggerFolder.PATH);
        PrivateFiles.restrict(TriggerFolder.PATH);
        for (Path file : files()) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(TriggerFolder.PATH)) {
            return files.toList();
        }
    }

    /** Lets {@code run.log} lead to the log of a process, and returns it. */
    static Path link(long pid) throws IOException {
        Path link = TriggerFolder.PATH.resolve("run.log");
        Path beside = TriggerFolder.PATH.resolve(".run.log.%d".formatted(pid));
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, of(pid).getFileName());
        // At once, as another run may be started in the folder at the same time.
        return Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
