package dev.streamecho.trigger.stack;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * What was started and has to be ended, the last first. It may be closed by another thread while parts are still begun, as
 * Ctrl-C does.
 */
final class StartedParts implements AutoCloseable {
    private final Deque<AutoCloseable> begun = new ConcurrentLinkedDeque<>();
    private final Consumer<String> trouble;

    private volatile boolean closing;

    /** @param trouble takes a line for what could not be ended */
    StartedParts(Consumer<String> trouble) {
        this.trouble = trouble;
    }

    <T extends AutoCloseable> T begin(T part) {
        begun.push(part);
        return part;
    }

    /** Ends this part before those that were begun until now. */
    void endFirst(AutoCloseable part) {
        if (begun.remove(part)) {
            begun.push(part);
        }
    }

    boolean closing() {
        return closing;
    }

    /** Ends each in its turn, even if another fails. */
    @Override
    public void close() {
        closing = true;
        AutoCloseable part;
        while ((part = begun.poll()) != null) {
            try {
                part.close();
            } catch (Exception e) {
                trouble.accept("while stopping: " + e);
            }
        }
    }
}
