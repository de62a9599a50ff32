package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.control.MappingStatus.State;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.InvocationReport;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Runs a mapping's poller, and changes the mapping, one change at a time: the poller is closed, which lets it finish what it is
 * at, and another one is started with the changed configuration. This class is thread-safe.
 *
 * @param <M> the configuration
 */
final class MappingChanges<M> implements AutoCloseable {
    private static final String NOTHING_YET = "No records processed";
    private static final String OK = "OK";
    private static final String PROBLEM = "PROBLEM: Function call failed";

    private final Polling<M> polling;
    private final Consumer<String> notice;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "change of a mapping");
        thread.setDaemon(true);
        return thread;
    });

    /** Held while a poller is started or closed, which takes a while. */
    private final Object atWork = new Object();

    // Written under atWork.
    private volatile Optional<Poller> poller = Optional.empty();

    // Guarded by atWork.
    private boolean isClosed;

    // Guarded by this.
    private M mapping;
    private State state;
    private Instant lastModified = Instant.now();

    private volatile String lastProcessingResult = NOTHING_YET;

    /** What is different for a stream and a queue. */
    interface Polling<M> {

        /** Returns whether it polls at all. */
        boolean isEnabled(M mapping);

        /** Makes a poller. */
        Poller poller(M mapping);
    }

    /** Polls from its start until it is closed. */
    interface Poller extends AutoCloseable {

        /**
         * Begins to poll; a write is seen once it returned. After an exception it has to be closed.
         *
         * @throws UserError if its source cannot be read
         */
        void start();

        /** Returns what is left of what was written before a moment. Any thread may ask. */
        Backlog backlog(Instant moment) throws InterruptedException;

        @Override
        void close();
    }

    /**
     * Makes one that does nothing yet.
     *
     * @param notice takes a line for each change
     */
    MappingChanges(M mapping, Polling<M> polling, Consumer<String> notice) {
        this.mapping = mapping;
        this.polling = polling;
        this.notice = notice;
        this.state = polling.isEnabled(mapping) ? State.ENABLED : State.DISABLED;
    }

    /**
     * Begins to poll if it is enabled; a write is seen once it returned.
     *
     * @throws UserError if its source cannot be read
     */
    void start() {
        M first = mapping();
        if (polling.isEnabled(first)) {
            poll(first);
        }
    }

    synchronized M mapping() {
        return mapping;
    }

    synchronized MappingStatus status() {
        return new MappingStatus(state, lastModified, lastProcessingResult);
    }

    /** Returns what is left of what was written before a moment; nothing if it is disabled, as it then has nothing to do. */
    Backlog backlog(Instant moment) throws InterruptedException {
        if (status().state().isChanging()) {
            return Backlog.OPEN;
        }
        Optional<Poller> polls = poller;
        return polls.isPresent() ? polls.get().backlog(moment) : Backlog.NONE;
    }

    /** An invocation has ended. */
    void invoked(InvocationReport report) {
        lastProcessingResult = report.result() == InvocationReport.Result.SUCCESS ? OK : PROBLEM;
    }

    /**
     * Begins to change the mapping.
     *
     * @throws IllegalStateException if an earlier change is not over
     */
    synchronized MappingStatus change(M changed) {
        boolean was = polling.isEnabled(mapping);
        boolean is = polling.isEnabled(changed);
        State meanwhile = was == is ? State.UPDATING : is ? State.ENABLING : State.DISABLING;
        String what;
        if (is) {
            what = was ? "was updated" : "is enabled, and continues where it stopped";
        } else {
            what = was ? "is disabled: it invokes nothing until it is enabled" : "was updated";
        }
        begin(meanwhile, changed, () -> {}, what);
        return status();
    }

    /**
     * Begins to do something while no poller runs.
     *
     * @param what was done, in words for the user
     * @throws IllegalStateException if an earlier change is not over
     */
    synchronized MappingStatus update(Runnable work, String what) {
        begin(State.UPDATING, mapping, work, what);
        return status();
    }

    private void begin(State meanwhile, M changed, Runnable work, String what) {
        if (state.isChanging()) {
            throw new IllegalStateException(
                    "Cannot update the event source mapping because it is in use: it is " + state);
        }
        state = meanwhile;
        lastModified = Instant.now();
        mapping = changed;
        changes.execute(() -> apply(changed, work, what));
    }

    private void apply(M changed, Runnable work, String what) {
        boolean isPolling = false;
        try {
            stop();
            work.run();
            if (polling.isEnabled(changed)) {
                poll(changed);
                isPolling = true;
            }
            notice.accept(what);
        } catch (UserError e) {
            notice.accept("is disabled: " + e.getMessage());
        }
        synchronized (this) {
            state = isPolling ? State.ENABLED : State.DISABLED;
        }
    }

    private void poll(M enabled) {
        synchronized (atWork) {
            if (!isClosed) {
                Poller next = polling.poller(enabled);
                poller = Optional.of(next);
                next.start();
            }
        }
    }

    private void stop() {
        synchronized (atWork) {
            poller.ifPresent(Poller::close);
            poller = Optional.empty();
        }
    }

    @Override
    public void close() {
        changes.shutdownNow();
        synchronized (atWork) {
            isClosed = true;
            stop();
        }
    }
}
