package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.NewPosition;
import dev.streamecho.trigger.mapping.Repositioning;
import dev.streamecho.trigger.mapping.Resending;
import dev.streamecho.trigger.mapping.StreamFollower;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A mapping on a stream, of a running stack. While it is disabled its checkpoints stay, so that it continues where it stopped. This
 * class is thread-safe.
 */
final class RunningMapping implements ControlledStreamMapping, Idleness.Mapping, AutoCloseable {
    private final MappingPollers pollers;
    private final Supplier<LambdaFunction> function;
    private final StackListener listener;
    private final Consumer<EventSourceMapping> changed;
    private final MappingChanges<EventSourceMapping> changes;
    private final Map<String, Checkpoints> checkpoints = new ConcurrentHashMap<>();

    /**
     * Makes one that does nothing yet.
     *
     * @param function finds what it invokes, which may have to be built for that
     * @param changed takes the configuration of each change
     */
    RunningMapping(
            EventSourceMapping mapping,
            MappingPollers pollers,
            Supplier<LambdaFunction> function,
            StackListener listener,
            Consumer<EventSourceMapping> changed) {
        this.changed = changed;
        this.pollers = pollers;
        this.function = function;
        this.changes =
                new MappingChanges<>(mapping, new OnStream(), line -> listener.notice(mapping.logicalId(), line));
        this.listener = new ForwardingListener(listener) {
            @Override
            public void invoked(InvocationReport report) {
                changes.invoked(report);
                super.invoked(report);
            }
        };
    }

    private final class OnStream implements MappingChanges.Polling<EventSourceMapping> {

        @Override
        public boolean isEnabled(EventSourceMapping mapping) {
            return mapping.enabled();
        }

        @Override
        public MappingChanges.Poller poller(EventSourceMapping mapping) {
            StreamFollower follower =
                    pollers.follower(mapping, function.get(), listener, RunningMapping.this::checkpoints);
            return new MappingChanges.Poller() {
                @Override
                public void start() {
                    pollers.start(follower, mapping);
                }

                @Override
                public Backlog backlog(Instant moment) throws InterruptedException {
                    return follower.backlog(moment);
                }

                @Override
                public void close() {
                    follower.close();
                }
            };
        }
    }

    private Checkpoints checkpoints(EventSourceMapping onStream) {
        return checkpoints.computeIfAbsent(onStream.streamArn(), arn -> pollers.checkpoints(onStream));
    }

    /**
     * Begins to poll if it is enabled; a write is seen once it returned.
     *
     * @throws UserError if its stream cannot be read
     */
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
        return configuration().streamArn();
    }

    @Override
    public InvokedFunction function() {
        return configuration().function();
    }

    @Override
    public EventSourceMapping configuration() {
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
    public MappingStatus change(EventSourceMapping mapping) {
        if (mapping.enabled()) {
            // Asked for at once, as it may not be there.
            Objects.requireNonNull(function.get());
        }
        MappingStatus status = changes.change(mapping);
        changed.accept(mapping);
        return status;
    }

    @Override
    public Optional<NewPosition.Effect> effectOf(NewPosition position) {
        return find(position).effect();
    }

    @Override
    public MappingStatus moveTo(NewPosition position) {
        Repositioning found = find(position);
        return changes.update(found::move, "was moved, and continues with " + position.describe());
    }

    private Repositioning find(NewPosition position) {
        EventSourceMapping mapping = configuration();
        return Repositioning.of(mapping, pollers.streams(mapping), this::checkpoints, position);
    }

    @Override
    public InvocationReport resend(String shardId, List<ChangeRecord> records) throws InterruptedException {
        return new Resending(function.get(), listener).send(configuration(), shardId, records);
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
