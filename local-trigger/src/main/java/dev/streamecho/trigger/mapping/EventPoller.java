package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.function.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints.Checkpoint;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Shard;
import dev.streamecho.trigger.stream.StreamException;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration SHARD_DISCOVERY_INTERVAL = Duration.ofSeconds(5);
    private static final int PAGE_LIMIT = 1_000;

    private final EventSourceMapping mapping;
    private final EventStream stream;
    private final LambdaFunction function;
    private final Checkpoints checkpoints;
    private final RecordFilter filter;
    private final RetryDelay retryDelay;
    private final MappingListener listener;
    private final Executor invocations;
    private final Optional<ExecutorService> ownedExecutor;
    private final ShardWorker.Surroundings surroundings;

    private final BlockingQueue<String> finishedShards = new LinkedBlockingQueue<>();
    private final Map<String, ShardWorker> workers = new HashMap<>();
    private final Thread coordinator;
    private boolean unreadable;

    /**
     * Makes a poller that does nothing yet.
     *
     * @param clock tells the age of records, and when a batch is due
     */
    public EventPoller(
            EventSourceMapping mapping,
            EventStream stream,
            LambdaFunction function,
            Checkpoints checkpoints,
            OnFailureDestination destination,
            RetryDelay retryDelay,
            MappingListener listener,
            Clock clock) {
        this.mapping = mapping;
        this.stream = stream;
        this.function = function;
        this.checkpoints = checkpoints;
        this.filter = EventFilter.of(mapping.filterPatterns());
        this.retryDelay = retryDelay;
        this.listener = listener;
        // One invocation at a time needs no thread of its own, and a hand-over costs more than the rest of the way.
        ownedExecutor = mapping.parallelizationFactor() == 1
                ? Optional.empty()
                : Optional.of(
                        Executors.newCachedThreadPool(task -> new Thread(task, mapping.logicalId() + " invokes")));
        invocations = ownedExecutor.<Executor>map(executor -> executor).orElse(Runnable::run);
        surroundings = new ShardWorker.Surroundings(checkpoints, destination, listener, clock, finishedShards::add);
        coordinator = new Thread(this::followShards, mapping.logicalId() + " follows the shards");
    }

    /**
     * Starts to read; everything written after this returned is seen, whatever the starting position.
     *
     * @throws StreamException if the stream cannot be read
     */
    public void start() {
        if (!mapping.enabled()) {
            return;
        }
        List<Shard> shards = stream.shards();
        if (!checkpoints.exist()) {
            takeStartingPositions(shards);
        }
        startEligible(shards);
        coordinator.start();
    }

    /** Lets running invocations end, within a limit, and stops. */
    @Override
    public void close() {
        coordinator.interrupt();
        try {
            coordinator.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.values().forEach(ShardWorker::close);
        ownedExecutor.ifPresent(ExecutorService::shutdownNow);
    }

    private void takeStartingPositions(List<Shard> shards) {
        boolean latest = mapping.startingPosition() == StartingPosition.LATEST;
        for (Shard shard : shards) {
            if (!latest) {
                checkpoints.save(shard.id(), new Checkpoint.At(new Position.TrimHorizon()));
            } else if (shard.closed()) {
                checkpoints.save(shard.id(), new Checkpoint.ShardEnd());
            } else {
                checkpoints.save(shard.id(), new Checkpoint.At(latestOf(shard)));
            }
        }
    }

    /** A place that is still the same one when this process was killed before the first record came. */
    private Position latestOf(Shard shard) {
        if (!checkpoints.outlastProcess()) {
            return new Position.Latest();
        }
        Position position = new Position.TrimHorizon();
        String iterator = stream.shardIterator(shard.id(), position);
        while (iterator != null) {
            Page page = stream.records(iterator, PAGE_LIMIT);
            List<ChangeRecord> records = page.records();
            if (records.isEmpty()) {
                return position;
            }
            position = new Position.After(records.get(records.size() - 1).sequenceNumber());
            iterator = page.nextShardIterator();
        }
        return position;
    }

    private void followShards() {
        try {
            while (true) {
                String finished = finishedShards.poll(SHARD_DISCOVERY_INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
                if (finished != null) {
                    workers.remove(finished).close();
                }
                try {
                    startEligible(stream.shards());
                    if (unreadable) {
                        unreadable = false;
                        listener.notice(mapping.logicalId(), "the stream's shards can be listed again");
                    }
                } catch (StreamException e) {
                    if (!unreadable) {
                        unreadable = true;
                        listener.notice(
                                mapping.logicalId(),
                                "the stream's shards cannot be listed, trying again: " + e.getMessage());
                    }
                }
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    private void startEligible(List<Shard> shards) {
        for (Shard shard : shards) {
            if (!workers.containsKey(shard.id()) && !isFinished(shard.id()) && parentIsFinished(shard, shards)) {
                start(shard);
            }
        }
    }

    private boolean isFinished(String shardId) {
        return checkpoints.of(shardId).orElse(null) instanceof Checkpoint.ShardEnd;
    }

    private boolean parentIsFinished(Shard shard, List<Shard> shards) {
        return shard.parentId()
                .filter(parent -> shards.stream().anyMatch(other -> other.id().equals(parent)))
                .map(this::isFinished)
                .orElse(true);
    }

    private void start(Shard shard) {
        // A shard that shows up later continues one that was read, so it is read from its beginning.
        Position position = checkpoints.of(shard.id()).orElse(null) instanceof Checkpoint.At at
                ? at.position()
                : new Position.TrimHorizon();
        ShardReader reader = new ShardReader(
                stream,
                shard.id(),
                position,
                delay -> TimeUnit.NANOSECONDS.sleep(delay.toNanos()),
                line -> listener.notice(mapping.logicalId(), line));
        reader.open();
        ShardWorker worker = new ShardWorker(
                mapping,
                shard.id(),
                reader,
                new ShardProcessor(mapping, filter, retryDelay),
                function,
                invocations,
                surroundings);
        workers.put(shard.id(), worker);
        worker.start();
    }
}
