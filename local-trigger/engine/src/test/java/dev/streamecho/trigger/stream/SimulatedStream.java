package dev.streamecho.trigger.stream;

import dev.streamecho.trigger.stream.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream in memory that does at once what takes the service hours: shards split and close, records are trimmed, shard
 * iterators expire by an injected clock, calls fail. It is thread-safe.
 */
public final class SimulatedStream implements EventStream {
    private static final String ARN =
            "arn:aws:dynamodb:eu-west-3:123456789012:table/Simulated/stream/2026-01-15T09:30:00.123";
    private static final Duration ITERATOR_LIFE = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final WriteSignal signal = new WriteSignal();
    private final RecordEncoder encoder = new RecordEncoder("eu-west-3", ARN);
    private final Map<String, SimulatedShard> shards = new LinkedHashMap<>();
    private final Map<Call, Deque<Kind>> failures = new EnumMap<>(Call.class);
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private int sequence;
    private boolean isHere;

    /** The calls that can fail and are counted. */
    public enum Call {
        SHARDS,
        SHARD_ITERATOR,
        RECORDS
    }

    private static final class SimulatedShard {
        private final Optional<String> parentId;
        private final List<ChangeRecord> records = new ArrayList<>();
        private int trimmed;
        private boolean closed;

        private SimulatedShard(Optional<String> parentId) {
            this.parentId = parentId;
        }
    }

    /** Makes a stream with these open shards. */
    public SimulatedStream(InstantSource clock, String... shardIds) {
        this.clock = clock;
        Arrays.stream(shardIds).forEach(id -> shards.put(id, new SimulatedShard(Optional.empty())));
    }

    /** Writes an item, which is an INSERT of it now. */
    public synchronized ChangeRecord write(String shardId, String itemId) {
        SimulatedShard shard = shard(shardId);
        if (shard.closed) {
            throw new IllegalStateException(shardId + " is closed");
        }
        Instant now = clock.instant();
        ChangeRecord record = encoder.encode(TestRecords.insert(++sequence, itemId, now), now);
        shard.records.add(record);
        signal.signal();
        return record;
    }

    /** Closes a shard; nothing more is written to it. */
    public synchronized void close(String shardId) {
        shard(shardId).closed = true;
        signal.signal();
    }

    /** Closes a shard and opens children of it. */
    public synchronized void split(String shardId, String... childIds) {
        close(shardId);
        Arrays.stream(childIds).forEach(id -> shards.put(id, new SimulatedShard(Optional.of(shardId))));
    }

    /** Trims the oldest records of a shard, that one included. */
    public synchronized void trim(String shardId, ChangeRecord newestTrimmed) {
        SimulatedShard shard = shard(shardId);
        shard.trimmed = shard.records.indexOf(newestTrimmed) + 1;
    }

    /** Takes away a shard, as happens some time after all of it was trimmed. */
    public synchronized void remove(String shardId) {
        shards.remove(shardId);
    }

    /** Lets the next calls fail. */
    public synchronized void fail(Call call, Kind kind, int times) {
        Deque<Kind> queue = failures.computeIfAbsent(call, key -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(kind);
        }
    }

    /** How often a call was made so far. */
    public synchronized int calls(Call call) {
        return calls.getOrDefault(call, 0);
    }

    /** A page without records means from now on that there is none, as in this process. */
    public synchronized SimulatedStream here() {
        isHere = true;
        return this;
    }

    @Override
    public synchronized boolean endsWithEmptyPage() {
        return isHere;
    }

    @Override
    public String arn() {
        return ARN;
    }

    @Override
    public synchronized List<Shard> shards() {
        called(Call.SHARDS);
        return shards.entrySet().stream()
                .map(shard -> new Shard(shard.getKey(), shard.getValue().parentId, shard.getValue().closed))
                .toList();
    }

    @Override
    public synchronized String shardIterator(String shardId, Position position) {
        called(Call.SHARD_ITERATOR);
        return iterator(shardId, index(shard(shardId), position));
    }

    @Override
    public synchronized Page records(String shardIterator, int limit) {
        called(Call.RECORDS);
        String[] parts = shardIterator.split("\\|");
        SimulatedShard shard = shard(parts[0]);
        int from = Integer.parseInt(parts[1]);
        if (clock.instant().isAfter(Instant.parse(parts[2]).plus(ITERATOR_LIFE))) {
            throw new StreamException(Kind.EXPIRED_ITERATOR, "the iterator is older than 15 minutes", null);
        }
        if (from < shard.trimmed) {
            throw new StreamException(Kind.TRIMMED, "the record was trimmed", null);
        }
        int to = Math.min(from + limit, shard.records.size());
        boolean end = shard.closed && to == shard.records.size();
        return new Page(List.copyOf(shard.records.subList(from, to)), end ? null : iterator(parts[0], to));
    }

    @Override
    public long writeTicket() {
        return signal.ticket();
    }

    @Override
    public boolean isUnwrittenSince(long ticket) {
        return signal.ticket() == ticket;
    }

    @Override
    public boolean awaitWrite(long ticket, Duration limit) throws InterruptedException {
        return signal.await(ticket, limit);
    }

    private void called(Call call) {
        calls.merge(call, 1, Integer::sum);
        Kind failure = failures.getOrDefault(call, new ArrayDeque<>()).poll();
        if (failure != null) {
            throw new StreamException(failure, "simulated", null);
        }
    }

    private SimulatedShard shard(String shardId) {
        SimulatedShard shard = shards.get(shardId);
        if (shard == null) {
            throw new StreamException(Kind.REFUSED, "no shard " + shardId, null);
        }
        return shard;
    }

    private String iterator(String shardId, int index) {
        return shardId + "|" + index + "|" + clock.instant();
    }

    private static int index(SimulatedShard shard, Position position) {
        if (position instanceof Position.TrimHorizon) {
            return shard.trimmed;
        }
        if (position instanceof Position.At at) {
            return untrimmed(shard, indexOf(shard, at.sequenceNumber()));
        }
        if (position instanceof Position.After after) {
            return untrimmed(shard, indexOf(shard, after.sequenceNumber()) + 1);
        }
        return shard.records.size();
    }

    private static int indexOf(SimulatedShard shard, SequenceNumber sequenceNumber) {
        for (int i = 0; i < shard.records.size(); i++) {
            if (shard.records.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        throw new StreamException(Kind.REFUSED, "no record " + sequenceNumber, null);
    }

    private static int untrimmed(SimulatedShard shard, int index) {
        if (index < shard.trimmed) {
            throw new StreamException(Kind.TRIMMED, "the record was trimmed", null);
        }
        return index;
    }
}
