package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a record, or of a message. Guarded by the journal. */
final class RecordEntry {
    /** What it takes beside its content, roughly. */
    private static final int BYTES = 250;

    final long n;
    final MappingEntry mapping;
    final ShardEntry shard;

    /** One of the two is there. */
    final @Nullable ChangeRecord record;

    final @Nullable QueueMessage message;

    /** When it was read first. */
    final Instant readAt;

    /** When it was read again, each time. */
    List<Instant> readAgain = List.of();

    RecordRow.State state = RecordRow.State.OPEN;

    @Nullable
    BatchEntry batch;

    /** Of a message, which comes in one batch after the other. */
    List<BatchEntry> earlierBatches = List.of();

    /** The calls with it that were asked for. */
    List<Attempt> resent = List.of();

    int attempts;

    @Nullable
    Instant firstCall;

    @Nullable
    Result lastResult;

    Step.@Nullable Discarded discarded;

    long revision;

    @Nullable
    RecordRow row;

    RecordEntry(long n, MappingEntry mapping, ShardEntry shard, ChangeRecord record, Instant readAt) {
        this.n = n;
        this.mapping = mapping;
        this.shard = shard;
        this.record = record;
        this.readAt = readAt;
        this.message = null;
    }

    RecordEntry(long n, MappingEntry mapping, ShardEntry shard, QueueMessage message, Instant readAt) {
        this.n = n;
        this.mapping = mapping;
        this.shard = shard;
        this.record = null;
        this.readAt = readAt;
        this.message = message;
    }

    String id() {
        if (record != null) {
            return record.sequenceNumber().digits();
        }
        return message == null ? "" : message.messageId();
    }

    Instant arrival() {
        if (record != null) {
            return record.arrival();
        }
        return message == null ? Instant.EPOCH : message.sentAt();
    }

    void readAgain(Instant at) {
        if (readAgain.isEmpty()) {
            readAgain = new ArrayList<>(1);
        }
        readAgain.add(at);
    }

    void changed(long now) {
        revision = now;
        row = null;
    }

    /** A call with it has ended. */
    void called(Instant at, Result result, long now) {
        attempts++;
        lastResult = result;
        if (firstCall == null) {
            firstCall = at;
        }
        changed(now);
    }

    /** Nothing more happens to it. */
    void done(RecordRow.State how) {
        state = how;
        shard.open.remove(id());
    }

    void discard(Step.Discarded step, long now) {
        discarded = step;
        changed(now);
        done(RecordRow.State.DISCARDED);
    }

    /** It is in another batch from now on. */
    void join(BatchEntry next) {
        if (message != null && batch != null) {
            if (earlierBatches.isEmpty()) {
                earlierBatches = new ArrayList<>(2);
            }
            earlierBatches.add(batch);
        }
        batch = next;
    }

    void add(Attempt again) {
        if (resent.isEmpty()) {
            resent = new ArrayList<>(1);
        }
        resent.add(again);
    }

    long bytes() {
        if (record != null) {
            return (long) BYTES + record.json().length + record.itemKey().length();
        }
        return message == null ? BYTES : BYTES + 2L * message.body().length();
    }
}
