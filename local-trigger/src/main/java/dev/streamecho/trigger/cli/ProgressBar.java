package dev.streamecho.trigger.cli;

import java.io.PrintWriter;

/** Shows on one line of a terminal how far a bench is. It has no thread, which would run while a function is measured. */
final class ProgressBar implements Bench.Progress {
    private static final int WIDTH = 40;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintWriter terminal;
    private String shown = "";

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void at(String phase, int done, int all) {
        int percent = (int) (100L * done / all);
        int full = WIDTH * percent / 100;
        String line = "[%s%s] %3d %% %s".formatted("#".repeat(full), ".".repeat(WIDTH - full), percent, phase);
        if (!line.equals(shown)) {
            print(line);
        }
    }

    /** Leaves the line empty. */
    void erase() {
        print("");
    }

    private void print(String line) {
        shown = line;
        terminal.print(ERASE_LINE + line);
        terminal.flush();
    }
}
