package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.ClockedStream;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.Shard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream whose shards split when its owner wants it: DynamoDB Local's has one at a time. It reads that stream whenever it is
 * asked for records, and deals them out to its own shards by the item's key. This class is not thread-safe.
 */
final class TestStream implements EventStream {
    private final ClockedStream source;

    /** Of the source's shards; empty of those that are read to their ends. */
    private final Map<String, Optional<String>> iterators = new LinkedHashMap<>();

    /** The parents before their children. */
    private final List<TestShard> shards = new ArrayList<>();

    TestStream(ClockedStream source) {
        this.source = source;
        this.shards.add(TestShard.first(source.shards().get(0).id()));
    }

    /** Takes what was written until now for what time to live deletes. */
    void readExpired() {
        source.expiring(true);
        readSource();
        source.expiring(false);
    }

    /** Forgets what was written since it was read the last time. */
    void skip() {
        readNew();
    }

    /** Deals out what was written until now. */
    void readSource() {
        readNew().forEach(record -> shards.get(0).add(record));
    }

    /** Splits each open shard: what was written until now is in these, and what comes later in their children. */
    void split() {
        readSource();
        for (TestShard open : shards.stream().filter(TestShard::isOpen).toList()) {
            shards.addAll(open.split());
        }
    }

    private List<ChangeRecord> readNew() {
        List<ChangeRecord> records = new ArrayList<>();
        if (iterators.values().stream().allMatch(Optional::isEmpty)) {
            for (Shard shard : source.shards()) {
                iterators.computeIfAbsent(
                        shard.id(), id -> Optional.of(source.shardIterator(id, new Position.TrimHorizon())));
            }
        }
        iterators.replaceAll((shard, iterator) -> iterator.flatMap(start -> read(start, records)));
        return records;
    }

    /** Returns where to go on; empty at the end of a closed shard. */
    private Optional<String> read(String start, List<ChangeRecord> records) {
        String iterator = start;
        Page page;
        do {
            page = source.records(iterator, MAXIMUM_RECORDS);
            records.addAll(page.records());
            iterator = page.nextShardIterator();
        } while (iterator != null && !page.records().isEmpty());
        return Optional.ofNullable(iterator);
    }

    @Override
    public String arn() {
        return source.arn();
    }

    @Override
    public List<Shard> shards() {
        return shards.stream().map(TestShard::description).toList();
    }

    /** A mapping of a test reads from the oldest record on. */
    @Override
    public String shardIterator(String shardId, Position position) {
        return shardId + "|0";
    }

    @Override
    public Page records(String shardIterator, int limit) {
        readSource();
        int end = shardIterator.indexOf('|');
        String id = shardIterator.substring(0, end);
        TestShard shard =
                shards.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        int from = Integer.parseInt(shardIterator.substring(end + 1));
        List<ChangeRecord> records = shard.records(from, limit);
        int next = from + records.size();
        return new Page(records, shard.endsAt(next) ? null : id + "|" + next);
    }

    @Override
    public boolean endsWithEmptyPage() {
        return true;
    }
}
