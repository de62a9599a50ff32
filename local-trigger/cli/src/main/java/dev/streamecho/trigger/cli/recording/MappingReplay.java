package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.SteppedMapping;
import dev.streamecho.trigger.stack.ForwardingListener;
import dev.streamecho.trigger.stack.StackListener;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Puts a recording through one mapping, by the mapping's rules and the recording's time. This class is not thread-safe. */
final class MappingReplay {
    private final EventSourceMapping mapping;
    private final ReplayClock clock;
    private final RecordingStream stream;
    private final StackListener listener;
    private final Outcomes outcomes;
    private final SteppedMapping stepped;

    /** @param retryDelay before the first retry of a failed batch */
    MappingReplay(
            EventSourceMapping mapping,
            Recording recording,
            LambdaFunction function,
            ReplayClock clock,
            Duration retryDelay,
            StackListener listener,
            Outcomes outcomes) {
        this.mapping = mapping;
        this.clock = clock;
        this.stream = new RecordingStream(recording, mapping.streamArn(), clock);
        this.listener = listener;
        this.outcomes = outcomes;
        Delivery delivery = new Delivery(
                new Clocked(function, clock),
                OnFailureDestination.NONE,
                new Told(listener),
                // The same in each replay.
                new RetryDelay(retryDelay, () -> 0.5),
                clock);
        this.stepped = new SteppedMapping(mapping, stream, delivery, new Read(), new Random(0));
    }

    /** Goes on until each record is handled, filtered or discarded. */
    void run() throws InterruptedException {
        Optional<Instant> next = Optional.of(clock.instant());
        while (next.isPresent()) {
            clock.moveTo(next.get());
            boolean hasMore = true;
            while (hasMore) {
                // Both, as what was read may have to be handled at the same time.
                boolean hasRead = stepped.read();
                hasMore = stepped.act() || hasRead;
            }
            Instant now = clock.instant();
            next = Stream.of(stream.nextAfter(now), stepped.dueAt())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }
    }

    /** What it calls, in the recording's time. */
    private record Clocked(LambdaFunction function, ReplayClock clock) implements LambdaFunction {
        @Override
        public String logicalId() {
            return function.logicalId();
        }

        @Override
        public String arn() {
            return function.arn();
        }

        @Override
        public Invocation invoke(byte[] event) throws InterruptedException {
            Instant calledAt = clock.instant();
            Invocation invocation = function.invoke(event);
            clock.took(invocation.duration());
            return new Invocation(
                    invocation.requestId(),
                    calledAt,
                    invocation.duration(),
                    invocation.initDuration(),
                    invocation.outcome());
        }
    }

    private final class Told extends ForwardingListener {
        private Told(StackListener next) {
            super(next);
        }

        @Override
        public void invoked(InvocationReport report) {
            outcomes.invoked(report);
            super.invoked(report);
        }

        @Override
        public void discarded(DiscardedBatch batch, Optional<String> place) {
            outcomes.discarded(batch);
            super.discarded(batch, place);
        }
    }

    private final class Read implements SteppedMapping.Steps {

        @Override
        public void read(ChangeRecord record, boolean passesFilters) {
            if (!passesFilters) {
                outcomes.filtered(mapping.logicalId(), record);
                listener.read(
                        new RecordsRead(mapping.logicalId(), "", List.of(record), List.of(record), clock.instant()));
                listener.filtered(mapping.logicalId(), 1);
            }
        }

        @Override
        public void invoking(List<ChangeRecord> batch) {
            // Its end is reported, which is enough.
        }
    }
}
