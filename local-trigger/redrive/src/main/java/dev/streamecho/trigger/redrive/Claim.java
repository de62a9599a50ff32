package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Messages of a queue that nobody else receives while they are held. If this process is killed they are visible again
 * after {@link FailureQueue#VISIBILITY_TIMEOUT}; closing makes those that are left visible at once. This class is thread-safe.
 */
final class Claim implements AutoCloseable {
    private final FailureQueue queue;
    private final Duration visibilityTimeout;
    private final Map<String, QueueMessage> held = new LinkedHashMap<>();
    private final ScheduledExecutorService extending = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "visibility of messages");
        thread.setDaemon(true);
        return thread;
    });

    Claim(FailureQueue queue, Duration visibilityTimeout) {
        this.queue = queue;
        this.visibilityTimeout = visibilityTimeout;
        // One of them may fail before a message is visible to others.
        long every = visibilityTimeout.dividedBy(3).toMillis();
        extending.scheduleWithFixedDelay(this::extend, every, every, TimeUnit.MILLISECONDS);
    }

    synchronized void add(List<QueueMessage> messages) {
        messages.forEach(message -> held.put(message.id(), message));
    }

    synchronized int size() {
        return held.size();
    }

    /** Returns the messages that are held, in the order in which they were received. */
    synchronized List<QueueMessage> messages() {
        return new ArrayList<>(held.values());
    }

    private synchronized void extend() {
        try {
            queue.hide(messages(), visibilityTimeout);
        } catch (UserError e) {
            // The next time may succeed; if not, somebody else may do the same work, and nothing is lost.
        }
    }

    /**
     * Deletes a message from the queue.
     *
     * @throws UserError if that fails; it is held as before
     */
    synchronized void delete(QueueMessage message) {
        queue.delete(message);
        held.remove(message.id());
    }

    /** Makes the messages that are left visible again; if that fails, they become so by themselves. */
    @Override
    public void close() {
        extending.shutdownNow();
        synchronized (this) {
            try {
                queue.hide(messages(), Duration.ZERO);
            } catch (UserError e) {
                // It is visible again when its timeout has passed.
            }
            held.clear();
        }
    }
}
