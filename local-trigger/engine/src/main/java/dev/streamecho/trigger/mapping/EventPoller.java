package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.StreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs one event source mapping: a reader for each shard, parents before their children, and the function for what they
 * read.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with DynamoDB</a>
 */
public final class EventPoller implements AutoCloseable {
    private static final Duration SHARD_DISCOVERY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration GRACE_OF_CLOSE = Duration.ofSeconds(5);
    private static final String LIST_OF_SHARDS = "the list of shards";

    private final EventSourceMapping mapping;
    private final EventStream stream;
    private final Checkpoints checkpoints;
    private final Delivery delivery;
    private final RecordFilter filter;
    private final SourceNotices notices;
    private final Optional<ExecutorService> ownedExecutor;
    private final ShardWorker.OfMapping ofMapping;

    private final BlockingQueue<String> finishedShards = new LinkedBlockingQueue<>();
    private final Map<String, ShardWorker> workers = new HashMap<>();
    private final Thread coordinator;

    private volatile StreamState state = StreamState.OPEN;

    /** Those of all shards that can be read; empty while one has ended and the shards after it are not looked up yet. */
    private volatile Optional<List<ShardWorker>> known = Optional.empty();

    /**
     * Makes a poller that does nothing yet.
     *
     * @param stream what it reads, which has the ARN of the mapping's source
     * @param checkpoints those of this mapping and this stream
     * @throws IllegalArgumentException if the service would refuse one of the mapping's filter patterns
     */
    public EventPoller(EventSourceMapping mapping, EventStream stream, Checkpoints checkpoints, Delivery delivery) {
        this.mapping = mapping;
        this.stream = stream;
        this.checkpoints = checkpoints;
        this.delivery = delivery;
        filter = EventFilter.of(mapping.source().filterPatterns());
        notices = new SourceNotices("stream", this::notice);
        // One invocation at a time needs no thread of its own, and a hand-over costs more than the rest of the way.
        ownedExecutor = mapping.batching().parallelizationFactor() == 1
                ? Optional.empty()
                : Optional.of(
                        Executors.newCachedThreadPool(task -> new Thread(task, mapping.logicalId() + " invokes")));
        ofMapping = new ShardWorker.OfMapping(
                mapping,
                delivery,
                checkpoints,
                ownedExecutor.<Executor>map(executor -> executor).orElse(Runnable::run),
                Sleeper.OF_THREAD,
                GRACE_OF_CLOSE,
                finishedShards::add);
        coordinator = new Thread(this::followShards, mapping.logicalId() + " follows the shards");
    }

    /**
     * Starts to read; everything written after this returned is seen, whatever the starting position. After an exception it
     * has to be closed.
     *
     * @throws StreamException if the stream cannot be read
     * @throws UserError if no checkpoints can be kept
     */
    public void start() {
        if (!mapping.enabled()) {
            return;
        }
        List<Shard> shards = stream.shards();
        new StartingCheckpoints(mapping, stream, checkpoints, this::notice).prepare(shards);
        startEligible(shards);
        state = StreamState.of(shards, checkpoints::isFinished);
        known = Optional.of(List.copyOf(workers.values()));
        coordinator.start();
    }

    /** Returns how far the stream is read, as of the last look at its shards. */
    StreamState state() {
        return state;
    }

    /** Returns what is left of what was written to the shards before a moment, as of the last look at them. */
    Backlog backlog(Instant moment) throws InterruptedException {
        Optional<List<ShardWorker>> all = known;
        if (all.isEmpty()) {
            return Backlog.UNREAD;
        }
        Backlog backlog = Backlog.NONE;
        for (ShardWorker worker : all.get()) {
            backlog = backlog.and(worker.backlog(moment));
            if (backlog == Backlog.OPEN) {
                break;
            }
        }
        return backlog;
    }

    /** Begins to stop: nothing more is read or invoked. */
    void stop() {
        coordinator.interrupt();
        try {
            coordinator.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.values().forEach(ShardWorker::stop);
    }

    /** Returns, once it stops, whether invocations are running; not those that wait for a function that cannot run. */
    boolean isInvoking() {
        return delivery.function().obstacle().isEmpty()
                && workers.values().stream().anyMatch(ShardWorker::isInvoking);
    }

    /** Lets running invocations end, within a limit, and stops. */
    @Override
    public void close() {
        stop();
        workers.values().forEach(ShardWorker::close);
        ownedExecutor.ifPresent(ExecutorService::shutdownNow);
    }

    private void followShards() {
        try {
            Duration interval = SHARD_DISCOVERY_INTERVAL;
            while (true) {
                String finished = finishedShards.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                boolean areAllKnown = known.isPresent();
                if (finished != null) {
                    known = Optional.empty();
                }
                ShardWorker worker = finished == null ? null : workers.remove(finished);
                if (worker != null) {
                    worker.close();
                }
                interval = followShardsOnce(Optional.ofNullable(finished), areAllKnown)
                        ? SHARD_DISCOVERY_INTERVAL
                        : RETRY_INTERVAL;
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    private boolean followShardsOnce(Optional<String> finished, boolean areOthersKnown) {
        try {
            List<Shard> children = finished.map(stream::children).orElse(List.of());
            if (!children.isEmpty()) {
                startEligible(children);
                if (areOthersKnown) {
                    known = Optional.of(List.copyOf(workers.values()));
                }
                return true;
            }
            // A shard without children may be the last of a stream that was switched off.
            List<Shard> shards = stream.shards();
            startEligible(shards);
            notices.succeeded(LIST_OF_SHARDS);
            state = StreamState.of(shards, checkpoints::isFinished);
            known = Optional.of(List.copyOf(workers.values()));
            return true;
        } catch (StreamException e) {
            if (e.kind() == StreamException.Kind.REFUSED) {
                state = StreamState.REFUSED;
            }
            notices.failed(LIST_OF_SHARDS, e.getMessage());
            return false;
        }
    }

    private void startEligible(List<Shard> shards) {
        for (Shard shard : shards) {
            if (!workers.containsKey(shard.id())
                    && !checkpoints.isFinished(shard.id())
                    && parentIsFinished(shard, shards)) {
                start(shard);
            }
        }
    }

    private boolean parentIsFinished(Shard shard, List<Shard> shards) {
        return shard.parentId()
                .filter(parent -> workers.containsKey(parent)
                        || shards.stream().anyMatch(other -> other.id().equals(parent)))
                .map(checkpoints::isFinished)
                .orElse(true);
    }

    private void start(Shard shard) {
        // A shard that shows up later continues one that was read, so it is read from its beginning.
        Checkpoint.At start = checkpoints.of(shard.id()).orElse(null) instanceof Checkpoint.At at
                ? at
                : new Checkpoint.At(new Position.TrimHorizon());
        ShardReader reader =
                new ShardReader(stream, shard.id(), start.position(), notices, delivery.clock(), ofMapping.sleeper());
        if (start.position() instanceof Position.Latest) {
            reader.open();
        }
        ShardProcessor processor = new ShardProcessor(mapping, filter, delivery.retryDelay(), start);
        ShardWorker worker = new ShardWorker(shard.id(), reader, processor, ofMapping);
        workers.put(shard.id(), worker);
        worker.start();
    }

    private void notice(String line) {
        delivery.listener().notice(mapping.logicalId(), line);
    }
}
