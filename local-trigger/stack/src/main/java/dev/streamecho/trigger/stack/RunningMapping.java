package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.lambda.ControlledMapping;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.StreamFollower;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A mapping of a running stack. While it is disabled its checkpoints stay, so that it continues where it stopped. This class
 * is thread-safe.
 */
final class RunningMapping implements ControlledMapping, AutoCloseable {
    private static final String NOTHING_YET = "No records processed";
    private static final String OK = "OK";
    private static final String PROBLEM = "PROBLEM: Function call failed";

    private final MappingPollers pollers;
    private final Supplier<LambdaFunction> function;
    private final StackListener listener;
    private final Map<String, Checkpoints> checkpoints = new HashMap<>();
    private final ExecutorService changes = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "change of a mapping");
        thread.setDaemon(true);
        return thread;
    });

    /** Held while a follower is started or closed, which takes a while. */
    private final Object atWork = new Object();

    // Guarded by atWork.
    private Optional<StreamFollower> follower = Optional.empty();
    private boolean isClosed;

    // Guarded by this.
    private EventSourceMapping mapping;
    private State state;
    private Instant lastModified = Instant.now();

    private volatile String lastProcessingResult = NOTHING_YET;

    /**
     * Makes one that does nothing yet.
     *
     * @param function finds what it invokes, which may have to be built for that
     */
    RunningMapping(
            EventSourceMapping mapping,
            MappingPollers pollers,
            Supplier<LambdaFunction> function,
            StackListener listener) {
        this.mapping = mapping;
        this.state = mapping.enabled() ? State.ENABLED : State.DISABLED;
        this.pollers = pollers;
        this.function = function;
        this.listener = new ForwardingListener(listener) {
            @Override
            public void invoked(InvocationReport report) {
                lastProcessingResult = report.result() == InvocationReport.Result.SUCCESS ? OK : PROBLEM;
                super.invoked(report);
            }
        };
    }

    /**
     * Begins to poll if it is enabled; a write is seen once it returned.
     *
     * @throws UserError if its stream cannot be read
     */
    void start() {
        EventSourceMapping first = status().mapping();
        if (first.enabled()) {
            poll(first);
        }
    }

    @Override
    public synchronized Status status() {
        return new Status(mapping, state, lastModified, lastProcessingResult);
    }

    @Override
    public Status change(EventSourceMapping changed) {
        if (changed.enabled()) {
            // Asked for at once, as it may not be there.
            Objects.requireNonNull(function.get());
        }
        synchronized (this) {
            if (state.isChanging()) {
                throw new IllegalStateException(
                        "Cannot update the event source mapping because it is in use: it is " + state);
            }
            state = changed.enabled() == mapping.enabled()
                    ? State.UPDATING
                    : changed.enabled() ? State.ENABLING : State.DISABLING;
            lastModified = Instant.now();
            EventSourceMapping before = mapping;
            mapping = changed;
            changes.execute(() -> apply(before, changed));
            return status();
        }
    }

    private void apply(EventSourceMapping before, EventSourceMapping changed) {
        boolean isPolling = false;
        try {
            stop();
            if (changed.enabled()) {
                poll(changed);
                isPolling = true;
            }
            listener.notice(changed.logicalId(), what(before, changed));
        } catch (UserError e) {
            listener.notice(changed.logicalId(), "is disabled: " + e.getMessage());
        }
        synchronized (this) {
            state = isPolling ? State.ENABLED : State.DISABLED;
        }
    }

    private static String what(EventSourceMapping before, EventSourceMapping changed) {
        if (!changed.enabled()) {
            return before.enabled() ? "is disabled: it invokes nothing until it is enabled" : "was updated";
        }
        return before.enabled() ? "was updated" : "is enabled, and continues where it stopped";
    }

    private void poll(EventSourceMapping enabled) {
        synchronized (atWork) {
            if (!isClosed) {
                StreamFollower next = pollers.follower(enabled, function.get(), listener, this::checkpoints);
                follower = Optional.of(next);
                pollers.start(next, enabled);
            }
        }
    }

    private Checkpoints checkpoints(EventSourceMapping onStream) {
        return checkpoints.computeIfAbsent(onStream.streamArn(), arn -> pollers.checkpoints(onStream));
    }

    private void stop() {
        synchronized (atWork) {
            follower.ifPresent(StreamFollower::close);
            follower = Optional.empty();
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
