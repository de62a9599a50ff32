package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Writes down what a shard must not go on without: tries until it is kept, and says so once. */
final class Keeper {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private final Consumer<String> notice;

    /** Something to write down. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    Keeper(Sleeper sleeper, Consumer<String> notice) {
        this.sleeper = sleeper;
        this.notice = notice;
    }

    /** Returns once it is written. */
    void keep(String what, Writing writing) throws InterruptedException {
        boolean failed = false;
        while (!isWritten(what, writing, failed)) {
            failed = true;
            sleeper.sleep(RETRY_DELAY);
        }
        if (failed) {
            notice.accept(what + " could be kept now");
        }
    }

    private boolean isWritten(String what, Writing writing, boolean failedBefore) throws InterruptedException {
        try {
            writing.write();
            return true;
        } catch (IOException e) {
            // Closing interrupts the writing, which then fails.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!failedBefore) {
                notice.accept("%s cannot be kept, trying again: %s".formatted(what, e.getMessage()));
            }
            return false;
        }
    }
}
