package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.control.MappingStatus.State;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MappingConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a mapping's poller, and changes the mapping, one change at a time: the poller is closed, which lets it finish what it is
 * at, and another one is started with the changed configuration. This class is thread-safe.
 *
 * @param <M> the configuration
 */
final class MappingChanges<M extends MappingConfiguration<M>> implements AutoCloseable {
    /** How often it looks whether the invocations of a poller that stops have ended. */
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private static final String NOTHING_YET = "No records processed";
    private static final String OK = "OK";
    private static final String PROBLEM = "PROBLEM: Function call failed";

    private final Function<M, Poller> pollers;
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

        /** Begins to stop: nothing more is read or invoked. */
        void stop();

        /** Returns, once it stops, whether invocations are running that can end. */
        boolean isInvoking();

        /** Lets running invocations end, within a few seconds, and stops. */
        @Override
        void close();
    }

    /**
     * Makes one that does nothing yet.
     *
     * @param pollers makes one of a mapping that is enabled
     * @param notice takes a line for each change
     */
    MappingChanges(M mapping, Function<M, Poller> pollers, Consumer<String> notice) {
        this.mapping = mapping;
        this.pollers = pollers;
        this.notice = notice;
        this.state = mapping.enabled() ? State.ENABLED : State.DISABLED;
    }

    /**
     * Begins to poll if it is enabled; a write is seen once it returned.
     *
     * @throws UserError if its source cannot be read
     */
    void start() {
        M first = mapping();
        if (first.enabled()) {
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
        boolean was = mapping.enabled();
        boolean is = changed.enabled();
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
        State after = State.DISABLED;
        try {
            finish();
            work.run();
            if (changed.enabled()) {
                poll(changed);
                after = State.ENABLED;
            }
            notice.accept(what);
        } catch (UserError e) {
            notice.accept("is disabled: " + e.getMessage());
        } catch (InterruptedException e) {
            // It was closed.
            Thread.currentThread().interrupt();
        } finally {
            // Whatever went wrong, nobody could change it any more if a change were still under way.
            synchronized (this) {
                state = after;
            }
        }
    }

    private void poll(M enabled) {
        synchronized (atWork) {
            if (isClosed) {
                return;
            }
            Poller next = pollers.apply(enabled);
            try {
                next.start();
            } catch (RuntimeException e) {
                next.close();
                throw e;
            }
            poller = Optional.of(next);
        }
    }

    /** On AWS a change interrupts no invocation, however long it takes; here, only closing does. */
    private void finish() throws InterruptedException {
        synchronized (atWork) {
            poller.ifPresent(Poller::stop);
            while (poller.filter(Poller::isInvoking).isPresent()) {
                // Closing needs the lock, and leaves no poller.
                atWork.wait(INTERVAL.toMillis());
            }
            if (isClosed) {
                throw new InterruptedException("closed meanwhile");
            }
            stop();
        }
    }

    private void stop() {
        synchronized (atWork) {
            poller.ifPresent(Poller::close);
            poller = Optional.empty();
        }
    }

    /** Ends the poller, which may finish what it is at; a change that is under way comes first. */
    @Override
    public void close() {
        synchronized (atWork) {
            isClosed = true;
            stop();
        }
        // Not before: the end of a poller is not to be interrupted.
        changes.shutdownNow();
    }
}
