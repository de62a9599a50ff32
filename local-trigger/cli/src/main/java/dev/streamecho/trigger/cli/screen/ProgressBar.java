package dev.streamecho.trigger.cli.screen;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows on one line of a terminal how far a bench or a redrive is. It has no thread, which would run while a function is
 * measured. This class is thread-safe.
 */
public final class ProgressBar implements Progress {
    private static final int WIDTH = 40;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintWriter terminal;
    private String shown = "";

    /** Returns whether somebody looks at a command's standard error who wants to see it. */
    public static boolean isWanted(CommandSpec spec) {
        boolean canErase = !"dumb".equals(System.getenv("TERM"));
        return Terminal.ERR.isSeen() && canErase && !View.isQuiet(spec);
    }

    public ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** Returns a bar on a command's standard error. */
    public static ProgressBar of(CommandSpec spec) {
        return new ProgressBar(spec.commandLine().getErr());
    }

    @Override
    public synchronized void at(String phase, int done, int all) {
        int percent = (int) (100L * done / all);
        int full = WIDTH * percent / 100;
        String line = "[%s%s] %3d %% %s"
                .formatted("#".repeat(full), ".".repeat(WIDTH - full), percent, Printable.line(phase));
        if (!line.equals(shown)) {
            print(line);
        }
    }

    /** Erases the bar, so that something else can be printed. */
    public synchronized void erase() {
        if (!shown.isEmpty()) {
            print("");
        }
    }

    private void print(String line) {
        shown = line;
        terminal.print(ERASE_LINE + line);
        terminal.flush();
    }
}
