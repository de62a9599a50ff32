package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.Shard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A recording as a stream that has, at each moment of a clock, what was written by then. This class is immutable. */
final class RecordingStream implements EventStream {
    private static final int PAGE_BYTES = 1 << 20;

    private final Recording recording;
    private final String arn;
    private final InstantSource clock;

    RecordingStream(Recording recording, String arn, InstantSource clock) {
        this.recording = recording;
        this.arn = arn;
        this.clock = clock;
    }

    /** Returns when the next change is written, later than a moment; empty if none is. */
    Optional<Instant> nextAfter(Instant moment) {
        return recording.shards().stream()
                .filter(shard -> shard.availableAt(moment) < shard.size())
                .map(shard -> shard.availableAt(shard.availableAt(moment)))
                .min(Instant::compareTo);
    }

    @Override
    public String arn() {
        return arn;
    }

    @Override
    public List<Shard> shards() {
        return recording.shards().stream()
                .map(shard -> new Shard(
                        shard.id(),
                        shard.parentId().filter(parent -> recording.shard(parent) != null),
                        hasChild(shard)))
                .toList();
    }

    private boolean hasChild(RecordedShard shard) {
        return recording.shards().stream()
                .anyMatch(other -> other.parentId().filter(shard.id()::equals).isPresent());
    }

    /** {@inheritDoc} A recording is always read from its beginning. */
    @Override
    public String shardIterator(String shardId, Position position) {
        return iterator(shardId, 0);
    }

    @Override
    public Page records(String shardIterator, int limit) {
        int separator = shardIterator.lastIndexOf('|');
        RecordedShard shard = recording.shard(shardIterator.substring(0, separator));
        int index = Integer.parseInt(shardIterator.substring(separator + 1));
        int end = Math.min(shard.availableAt(clock.instant()), index + limit);
        List<ChangeRecord> records = new ArrayList<>();
        for (int bytes = 0; index < end && bytes < PAGE_BYTES; index++) {
            records.add(recording.change(shard, index).record());
            bytes += shard.length(index);
        }
        boolean isAtEnd = index == shard.size() && hasChild(shard);
        return new Page(records, isAtEnd ? null : iterator(shard.id(), index));
    }

    private static String iterator(String shardId, int index) {
        return shardId + "|" + index;
    }

    @Override
    public boolean endsWithEmptyPage() {
        return true;
    }
}
