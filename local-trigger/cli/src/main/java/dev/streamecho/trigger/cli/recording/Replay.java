package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.stack.StackListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Puts a recording through mappings: one after the other, so that the same happens each time, or in its own time all at once.
 *
 * @param speed empty to wait for nothing
 */
record Replay(Recording recording, Optional<Double> speed, StackListener listener, Outcomes outcomes) {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** @param functions finds what a mapping invokes */
    void run(List<EventSourceMapping> mappings, Function<EventSourceMapping, LambdaFunction> functions)
            throws InterruptedException {
        if (speed.isEmpty()) {
            for (EventSourceMapping mapping : mappings) {
                run(mapping, functions.apply(mapping));
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(mappings.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (EventSourceMapping mapping : mappings) {
                running.add(threads.submit(() -> {
                    run(mapping, functions.apply(mapping));
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(EventSourceMapping mapping, LambdaFunction function) throws InterruptedException {
        Instant start = recording.shards().stream()
                .map(shard -> shard.availableAt(0))
                .min(Instant::compareTo)
                .orElseThrow();
        ReplayClock clock = new ReplayClock(start, speed.orElse(0.0));
        new MappingReplay(mapping, recording, function, clock, FIRST_RETRY, listener, outcomes).run();
    }
}
