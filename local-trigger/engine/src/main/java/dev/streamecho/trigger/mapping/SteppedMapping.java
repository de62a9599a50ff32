package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.SequenceNumber;
import dev.streamecho.trigger.stream.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping without threads, which its owner moves on by a clock of his own: for tests, in which hours pass in
 * milliseconds and everything happens in the same order each time.
 *
 * <p>It reads its stream from the oldest record, and saves no checkpoint anywhere. What {@code ParallelizationFactor} lets happen at
 * the same time happens one after the other, in an order that is drawn.
 *
 * <p>This class is not thread-safe.
 */
public final class SteppedMapping {
    private final EventSourceMapping mapping;
    private final EventStream stream;
    private final Delivery delivery;
    private final Steps steps;
    private final Random order;
    private final EventFilter filter;
    private final Map<String, SteppedShard> shards = new LinkedHashMap<>();

    /** Is told what the listener of a {@link Delivery} does not hear. */
    public interface Steps {

        /** A record was read. */
        void read(ChangeRecord record, boolean passesFilters);

        /** The function is about to be called with these records; its end is what the listener hears next. */
        void invoking(List<ChangeRecord> batch);
    }

    /**
     * Where the mapping would continue in a shard if it stopped now.
     *
     * @param after the last record up to which everything is handled, filtered or discarded; empty at the shard's beginning
     */
    public record ShardCheckpoint(String shardId, Optional<SequenceNumber> after) {}

    /**
     * Makes a mapping that has read nothing.
     *
     * @param delivery its clock is the one that the owner moves
     * @param order draws which of several lanes is first
     */
    public SteppedMapping(
            EventSourceMapping mapping, EventStream stream, Delivery delivery, Steps steps, Random order) {
        this.mapping = mapping;
        this.stream = stream;
        this.delivery = delivery;
        this.steps = steps;
        this.order = order;
        this.filter = EventFilter.of(mapping.source().filterPatterns());
    }

    /**
     * Reads what was written since the call before.
     *
     * @return whether there was something
     * @throws dev.streamecho.trigger.stream.StreamException if the stream cannot be read
     */
    public boolean read() {
        startShards();
        boolean some = false;
        for (SteppedShard shard : shards.values()) {
            some |= shard.read(stream, delivery.clock().instant());
        }
        return some;
    }

    /**
     * Does what is due now: invokes, and discards. An invocation has ended when the call returns.
     *
     * @return whether there was something
     * @throws InterruptedException if the caller was interrupted while the function ran
     */
    public boolean act() throws InterruptedException {
        boolean some = false;
        for (SteppedShard shard : shards.values()) {
            List<Command> commands =
                    new ArrayList<>(shard.processor().advance(delivery.clock().instant()));
            Collections.shuffle(commands, order);
            for (Command command : commands) {
                if (command instanceof Command.Invoke invoke) {
                    invoke(shard, invoke);
                } else if (command instanceof Command.Discard discard) {
                    discard(shard, discard);
                }
            }
            some |= !commands.isEmpty();
        }
        return some;
    }

    /** Returns when something is due, later than now, although nothing is written before; empty if nothing is. */
    public Optional<Instant> dueAt() {
        Instant now = delivery.clock().instant();
        return shards.values().stream()
                .flatMap(shard ->
                        Stream.of(shard.processor().wakeAt(), shard.processor().windowEnd()))
                .flatMap(Optional::stream)
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo);
    }

    /**
     * Returns whether everything that was read is handled, filtered or discarded; a tumbling window may be open, of which the last
     * invocation is due at its end.
     */
    public boolean isIdle() {
        return shards.values().stream().allMatch(shard -> shard.processor().isIdle());
    }

    /** Returns how far each shard that it has begun to read is done, parents before their children. */
    public List<ShardCheckpoint> checkpoints() {
        return shards.values().stream()
                .map(shard -> new ShardCheckpoint(
                        shard.id(), shard.processor().checkpoint().after()))
                .toList();
    }

    private void startShards() {
        boolean canBeMore = shards.isEmpty() || shards.values().stream().anyMatch(SteppedShard::isReadToItsEnd);
        if (!canBeMore) {
            return;
        }
        Set<String> unstarted = new HashSet<>();
        for (Shard shard : stream.shards()) {
            boolean waits = shard.parentId()
                    .filter(parent -> unstarted.contains(parent)
                            || (shards.containsKey(parent)
                                    && !shards.get(parent).processor().isFinished()))
                    .isPresent();
            if (waits) {
                unstarted.add(shard.id());
            } else if (!shards.containsKey(shard.id())) {
                EventStream.Position oldest = new EventStream.Position.TrimHorizon();
                ShardProcessor processor =
                        new ShardProcessor(mapping, this::passes, delivery.retryDelay(), new Checkpoint.At(oldest));
                shards.put(
                        shard.id(), new SteppedShard(shard.id(), processor, stream.shardIterator(shard.id(), oldest)));
            }
        }
    }

    private boolean passes(ChangeRecord record) {
        boolean passes = filter.matches(record);
        steps.read(record, passes);
        return passes;
    }

    private void invoke(SteppedShard shard, Command.Invoke invoke) throws InterruptedException {
        Batch batch = invoke.batch();
        byte[] event = EventEncoder.encode(batch.records(), shard.id(), mapping.streamArn(), invoke.window());
        steps.invoking(batch.records());
        delivery.listener()
                .invoking(InvocationStart.of(
                        mapping, shard.id(), invoke, delivery.clock().instant()));
        Invocation invocation = delivery.function().invoke(event);
        Instant now = delivery.clock().instant();
        Verdict verdict = shard.processor().completed(invoke.lane(), invocation, now);
        InvocationReport report = InvocationReport.of(mapping, shard.id(), batch, invocation, verdict);
        delivery.listener().invoked(report);
        if (!report.isHandled()) {
            delivery.listener().returned(shard.processor().returned(invoke.lane(), report, now));
        }
    }

    private void discard(SteppedShard shard, Command.Discard discard) {
        DiscardedBatch batch =
                DiscardedBatch.of(mapping, shard.id(), discard, delivery.clock().instant());
        try {
            delivery.destination().send(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delivery.listener().discarded(batch, delivery.destination().placeOf(mapping));
        shard.processor().discarded(discard.lane());
    }
}
