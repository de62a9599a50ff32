package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MappingConfiguration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A mapping of a running stack, whatever it reads: it is enabled, disabled and changed. This class is thread-safe.
 *
 * @param <M> its configuration
 */
abstract class ChangeableMapping<M extends MappingConfiguration<M>> implements Idleness.Mapping, AutoCloseable {
    private final Supplier<LambdaFunction> invoked;
    private final StackListener listener;
    private final Consumer<M> changed;
    private final MappingChanges<M> changes;

    /**
     * Makes one that does nothing yet.
     *
     * @param invoked finds what it invokes, which may have to be built for that
     * @param changed takes the configuration of each change
     */
    ChangeableMapping(M mapping, Supplier<LambdaFunction> invoked, StackListener listener, Consumer<M> changed) {
        this.invoked = invoked;
        this.changed = changed;
        this.changes = new MappingChanges<>(mapping, this::poller, line -> listener.notice(mapping.logicalId(), line));
        this.listener = new ForwardingListener(listener) {
            @Override
            public void invoked(InvocationReport report) {
                changes.invoked(report);
                super.invoked(report);
            }
        };
    }

    /** Makes a poller of its source. */
    abstract MappingChanges.Poller poller(M mapping);

    /**
     * Begins to poll if it is enabled; a write is seen once it returned.
     *
     * @throws UserError if its source cannot be read
     */
    void start() {
        changes.start();
    }

    /** Returns what it invokes, which may have to be built for that. */
    LambdaFunction invoked() {
        return invoked.get();
    }

    /** Returns what hears of its invocations. */
    StackListener listener() {
        return listener;
    }

    /** Begins to do something while no poller runs, as {@link MappingChanges#update} does. */
    MappingStatus update(Runnable work, String what) {
        return changes.update(work, what);
    }

    public String logicalId() {
        return configuration().logicalId();
    }

    public UUID uuid() {
        return configuration().uuid();
    }

    public InvokedFunction function() {
        return configuration().function();
    }

    public M configuration() {
        return changes.mapping();
    }

    public MappingStatus status() {
        return changes.status();
    }

    public MappingStatus enable() {
        return change(configuration().withEnabled(true));
    }

    public MappingStatus disable() {
        return change(configuration().withEnabled(false));
    }

    public MappingStatus change(M mapping) {
        if (mapping.enabled()) {
            // Asked for at once, as it may not be there.
            Objects.requireNonNull(invoked());
        }
        MappingStatus status = changes.change(mapping);
        changed.accept(mapping);
        return status;
    }

    @Override
    public Backlog backlog(Instant moment) throws InterruptedException {
        return changes.backlog(moment);
    }

    @Override
    public void close() {
        changes.close();
    }
}
