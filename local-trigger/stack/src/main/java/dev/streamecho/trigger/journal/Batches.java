package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes batches of the records and messages that are kept, and of other batches. This class is not thread-safe. */
final class Batches {
    private final Kept kept;

    Batches(Kept kept) {
        this.kept = kept;
    }

    /** Which of the records that are kept a batch has. */
    BatchEntry.Content contentOf(ShardEntry shard, List<ChangeRecord> records) {
        int size = records.size();
        if (size == 0) {
            return new BatchEntry.Content(new long[0], null, "", "");
        }
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = numberOf(shard, records.get(i).sequenceNumber().digits());
        }
        return content(
                numbers,
                records.get(0).sequenceNumber().digits(),
                records.get(size - 1).sequenceNumber().digits());
    }

    /** Which of the messages that are kept a batch has, by their {@link QueueMessage#messageId() ids}. */
    BatchEntry.Content contentOfMessages(ShardEntry queue, List<String> ids) {
        long[] numbers = new long[ids.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numberOf(queue, ids.get(i));
        }
        return content(numbers, ids.get(0), ids.get(numbers.length - 1));
    }

    private static long numberOf(ShardEntry shard, String id) {
        RecordEntry entry = shard.open.get(id);
        return entry == null ? 0 : entry.n;
    }

    private BatchEntry.Content content(long[] numbers, String firstId, String lastId) {
        return new BatchEntry.Content(numbers, kept.record(numbers[0]), firstId, lastId);
    }

    /** A call with a batch begins, which is made if there is none of just these records. */
    BatchEntry begin(ShardEntry shard, BatchEntry.Content content, int attempt, Instant at, long revision) {
        BatchEntry found = shard.find(content);
        BatchEntry batch = found == null ? make(shard, at, content, null, revision) : found;
        batch.state = BatchRow.State.INVOKING;
        batch.attempt = attempt;
        batch.since = at;
        batch.until = null;
        batch.revision = revision;
        if (attempt > 1) {
            change(batch, revision);
        }
        return batch;
    }

    /** Makes a batch, which is a part of another one if its records are in that. */
    BatchEntry make(
            ShardEntry shard, Instant at, BatchEntry.Content content, @Nullable BatchEntry parent, long revision) {
        BatchEntry whole = parent == null ? liveBatchOf(content.first()) : parent;
        BatchEntry batch = kept.add(new BatchEntry(kept.nextBatch(), shard, at, content, whole, kept.nextRecord() - 1));
        batch.revision = revision;
        for (long n : batch.numbers) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                leave(entry, revision);
                entry.join(batch);
                entry.changed(revision);
            }
        }
        shard.live.add(batch);
        return batch;
    }

    /** A batch that was open when its mapping stopped is none any more once its records are in others. */
    private void leave(RecordEntry entry, long revision) {
        BatchEntry before = liveBatchOf(entry);
        if (before != null) {
            finishSplit(entry.shard, before, revision);
        }
    }

    private static @Nullable BatchEntry liveBatchOf(@Nullable RecordEntry entry) {
        return entry == null || entry.batch == null || entry.batch.state.isFinal() ? null : entry.batch;
    }

    /** The records at the front of a batch go another way than its rest; returns the batch of those at the front. */
    BatchEntry cut(ShardEntry shard, BatchEntry.Content front, Instant at, long revision) {
        int size = front.numbers().length;
        for (BatchEntry whole : shard.live) {
            if (whole.firstId.equals(front.firstId()) && whole.numbers.length > size) {
                long[] rest = Arrays.copyOfRange(whole.numbers, size, whole.numbers.length);
                RecordEntry first = kept.record(rest[0]);
                String firstId = first == null ? "" : first.id();
                BatchEntry cut = make(shard, at, front, whole, revision);
                make(shard, at, new BatchEntry.Content(rest, first, firstId, whole.lastId), whole, revision);
                finishSplit(shard, whole, revision);
                return cut;
            }
        }
        return make(shard, at, front, null, revision);
    }

    /** A batch goes on as its parts, which are made. */
    void finishSplit(ShardEntry shard, BatchEntry whole, long revision) {
        shard.finish(whole, BatchRow.State.SPLIT);
        whole.revision = revision;
    }

    /** Whoever looks at the records of a batch should see it anew. */
    void change(BatchEntry batch, long revision) {
        batch.revision = revision;
        for (long n : batch.numbers) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                entry.changed(revision);
            }
        }
    }
}
