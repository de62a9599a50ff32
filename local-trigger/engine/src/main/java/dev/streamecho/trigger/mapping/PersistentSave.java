package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Saves what a shard must not continue without: retries every second until it is saved. The user reads one line when that
 * begins and one when it ends.
 */
final class PersistentSave {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private final Consumer<String> notice;

    /** One try. */
    @FunctionalInterface
    interface Save {
        void save() throws IOException;
    }

    PersistentSave(Sleeper sleeper, Consumer<String> notice) {
        this.sleeper = sleeper;
        this.notice = notice;
    }

    /** Returns once it is saved. */
    void save(String what, Save save) throws InterruptedException {
        boolean failed = false;
        while (!isSaved(what, save, failed)) {
            failed = true;
            sleeper.sleep(RETRY_DELAY);
        }
        if (failed) {
            notice.accept(what + " has been saved now");
        }
    }

    private boolean isSaved(String what, Save save, boolean failedBefore) throws InterruptedException {
        try {
            save.save();
            return true;
        } catch (IOException e) {
            // Closing interrupts the save, which then fails.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!failedBefore) {
                notice.accept("%s cannot be saved, retrying: %s".formatted(what, e.getMessage()));
            }
            return false;
        }
    }
}
