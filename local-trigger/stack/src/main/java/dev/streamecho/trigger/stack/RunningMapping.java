package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Backlog;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.NewPosition;
import dev.streamecho.trigger.mapping.Repositioning;
import dev.streamecho.trigger.mapping.Resending;
import dev.streamecho.trigger.mapping.StreamFollower;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A mapping on a stream, of a running stack. While it is disabled its checkpoints stay, so that it continues where it stopped. This
 * class is thread-safe.
 */
final class RunningMapping extends ChangeableMapping<EventSourceMapping> implements ControlledStreamMapping {
    private final MappingPollers pollers;
    private final Map<String, Checkpoints> checkpoints = new ConcurrentHashMap<>();

    /** Makes one that does nothing yet; the parameters are those of {@link ChangeableMapping}. */
    RunningMapping(
            EventSourceMapping mapping,
            MappingPollers pollers,
            Supplier<LambdaFunction> invoked,
            StackListener listener,
            Consumer<EventSourceMapping> changed) {
        super(mapping, invoked, listener, changed);
        this.pollers = pollers;
    }

    @Override
    MappingChanges.Poller poller(EventSourceMapping mapping) {
        StreamFollower follower = pollers.follower(mapping, invoked(), listener(), this::checkpoints);
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
            public void stop() {
                follower.stop();
            }

            @Override
            public boolean isInvoking() {
                return follower.isInvoking();
            }

            @Override
            public void close() {
                follower.close();
            }
        };
    }

    private Checkpoints checkpoints(EventSourceMapping onStream) {
        return checkpoints.computeIfAbsent(onStream.streamArn(), arn -> pollers.checkpoints(onStream));
    }

    @Override
    public String sourceArn() {
        return configuration().streamArn();
    }

    @Override
    public Optional<NewPosition.Effect> effectOf(NewPosition position) {
        return find(position).effect();
    }

    @Override
    public MappingStatus moveTo(NewPosition position) {
        Repositioning found = find(position);
        return update(found::move, "was moved, and continues with " + position.describe());
    }

    private Repositioning find(NewPosition position) {
        EventSourceMapping mapping = configuration();
        return Repositioning.of(mapping, pollers.streams(mapping), this::checkpoints, position);
    }

    @Override
    public InvocationReport resend(String shardId, List<ChangeRecord> records) throws InterruptedException {
        return new Resending(invoked(), listener()).send(configuration(), shardId, records);
    }
}
