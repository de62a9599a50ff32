package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.EventStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event poller with what it tells; the first delay of a retry is a millisecond. */
final class RunningMapping implements AutoCloseable {
    private final EventPoller poller;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<DiscardedBatch> discarded = new CopyOnWriteArrayList<>();

    private RunningMapping(
            TestMapping mapping, EventStream stream, FakeFunction function, Checkpoints checkpoints, Clock clock) {
        RetryDelay retryDelay = new RetryDelay(Duration.ofMillis(1), () -> 0.5);
        MappingListener listener = new MappingListener() {
            @Override
            public void invoked(InvocationReport report) {
                // The function tells.
            }

            @Override
            public void discarded(DiscardedBatch batch, Optional<String> place) {
                discarded.add(batch);
            }

            @Override
            public void notice(String mapping, String line) {
                notices.add(line);
            }
        };
        poller = new EventPoller(
                mapping.build(),
                stream,
                checkpoints,
                new Delivery(function, OnFailureDestination.NONE, listener, retryDelay, clock));
    }

    static RunningMapping start(
            TestMapping mapping, EventStream stream, FakeFunction function, Checkpoints checkpoints, Clock clock) {
        RunningMapping running = new RunningMapping(mapping, stream, function, checkpoints, clock);
        try {
            running.poller.start();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
        return running;
    }

    /** What is left of what was written before a moment. */
    Backlog backlog(Instant moment) throws InterruptedException {
        return poller.backlog(moment);
    }

    /** The lines for the user. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    List<DiscardedBatch> discarded() {
        return List.copyOf(discarded);
    }

    @Override
    public void close() {
        poller.close();
    }
}
