package dev.streamecho.trigger.cli.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * How many columns the terminal has. The launcher tells it at first; as windows are made larger and smaller, it is asked for
 * again, with a process that nobody waits for, when a line is printed and it was not asked for a while. This class is
 * thread-safe.
 */
final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final long INTERVAL_NANOS = Duration.ofSeconds(3).toNanos();

    private volatile int columns = read(System.getProperty("trigger.columns", ""), USUAL);

    // Guarded by this.
    private long askedAt = System.nanoTime();

    @Override
    public int getAsInt() {
        if (isTimeToAsk()) {
            Thread asking = new Thread(this::ask, "width of the terminal");
            asking.setDaemon(true);
            asking.start();
        }
        return columns;
    }

    private synchronized boolean isTimeToAsk() {
        long now = System.nanoTime();
        if (now - askedAt < INTERVAL_NANOS) {
            return false;
        }
        askedAt = now;
        return true;
    }

    private void ask() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null").start();
            stty.getOutputStream().close();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            columns = read(size.replaceFirst("^.* ", "").strip(), columns);
        } catch (IOException e) {
            // Then it stays as it was.
        }
    }

    /** Some terminals say that they have 0 columns. */
    private static int read(String number, int otherwise) {
        return number.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(number) : otherwise;
    }
}
