package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessageQueue;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.QueuePoller;
import dev.streamecho.trigger.mapping.Resending;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A mapping on a queue, of a running stack. This class is thread-safe. */
final class RunningQueueMapping implements ControlledQueueMapping, Idleness.Mapping, AutoCloseable {
    private final MappingPollers pollers;
    private final MessageQueue queue;
    private final Supplier<LambdaFunction> function;
    private final StackListener listener;
    private final Consumer<QueueMapping> changed;
    private final MappingChanges<QueueMapping> changes;

    /**
     * Makes one that does nothing yet.
     *
     * @param function finds what it invokes, which may have to be built for that
     * @param changed takes the configuration of each change
     */
    RunningQueueMapping(
            QueueMapping mapping,
            MessageQueue queue,
            MappingPollers pollers,
            Supplier<LambdaFunction> function,
            StackListener listener,
            Consumer<QueueMapping> changed) {
        this.changed = changed;
        this.pollers = pollers;
        this.queue = queue;
        this.function = function;
        this.changes = new MappingChanges<>(mapping, new OnQueue(), line -> listener.notice(mapping.logicalId(), line));
        this.listener = new ForwardingListener(listener) {
            @Override
            public void invoked(InvocationReport report) {
                changes.invoked(report);
                super.invoked(report);
            }
        };
    }

    private final class OnQueue implements MappingChanges.Polling<QueueMapping> {

        @Override
        public boolean isEnabled(QueueMapping mapping) {
            return mapping.enabled();
        }

        @Override
        public MappingChanges.Poller poller(QueueMapping mapping) {
            QueuePoller poller = pollers.poller(mapping, queue, function.get(), listener);
            return new MappingChanges.Poller() {
                @Override
                public void start() {
                    poller.start();
                }

                @Override
                public Backlog backlog(Instant moment) {
                    return poller.backlog();
                }

                @Override
                public void close() {
                    poller.close();
                }
            };
        }
    }

    /** Begins to poll if it is enabled. */
    void start() {
        changes.start();
    }

    @Override
    public String logicalId() {
        return configuration().logicalId();
    }

    @Override
    public UUID uuid() {
        return configuration().uuid();
    }

    @Override
    public String sourceArn() {
        return configuration().source().queueArn();
    }

    @Override
    public InvokedFunction function() {
        return configuration().function();
    }

    @Override
    public QueueMapping configuration() {
        return changes.mapping();
    }

    @Override
    public MappingStatus status() {
        return changes.status();
    }

    @Override
    public MappingStatus enable() {
        return change(configuration().withEnabled(true));
    }

    @Override
    public MappingStatus disable() {
        return change(configuration().withEnabled(false));
    }

    @Override
    public MappingStatus change(QueueMapping mapping) {
        if (mapping.enabled()) {
            // Asked for at once, as it may not be there.
            Objects.requireNonNull(function.get());
        }
        MappingStatus status = changes.change(mapping);
        changed.accept(mapping);
        return status;
    }

    @Override
    public InvocationReport resend(List<QueueMessage> messages) throws InterruptedException {
        return new Resending(function.get(), listener).send(configuration(), messages);
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
