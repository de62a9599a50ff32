package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a batch. Guarded by the journal. */
final class BatchEntry {
    private static final int BYTES = 300;
    private static final int BYTES_OF_ATTEMPT = 300;

    /** A batch can be retried without end: of its attempts, the first and the newest are kept. */
    private static final int MOST_ATTEMPTS = 100;

    private static final int FIRST_ATTEMPTS = 10;

    final long n;
    final MappingEntry mapping;
    final ShardEntry shard;
    final Instant at;

    /** Of its records, 0 for one that was dropped before. */
    final long[] numbers;

    /** Null if there is none, or it was dropped before. */
    final @Nullable RecordEntry first;

    final String firstId;
    final String lastId;
    final @Nullable BatchEntry parent;

    /** The newest record when it was made: once that is dropped, all of its own are. */
    final long newestRecord;

    final List<BatchEntry> children = new ArrayList<>(0);
    final List<Tried> tried = new ArrayList<>(1);

    BatchRow.State state = BatchRow.State.WAITING;

    /** Of the call that is under way. */
    int attempt;

    Instant since;

    @Nullable
    Instant until;

    Step.@Nullable Discarded discarded;
    long revision;
    private long bytes;

    /** An attempt, and until when the batch waited after it. */
    record Tried(Attempt attempt, Instant endedAt, @Nullable Instant until) {}

    /** Which records it has. */
    record Content(long[] numbers, @Nullable RecordEntry first, String firstId, String lastId) {}

    BatchEntry(long n, ShardEntry shard, Instant at, Content content, @Nullable BatchEntry parent, long newestRecord) {
        this.n = n;
        this.mapping = shard.mapping;
        this.shard = shard;
        this.at = at;
        this.numbers = content.numbers();
        this.first = content.first();
        this.firstId = content.firstId();
        this.lastId = content.lastId();
        this.parent = parent;
        this.newestRecord = newestRecord;
        this.since = at;
        this.bytes = BYTES + 8L * numbers.length;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    BatchEntry root() {
        return parent == null ? this : parent.root();
    }

    /** Adds an attempt; returns how many bytes more it takes. */
    long add(Attempt attempt, Instant endedAt) {
        tried.add(new Tried(attempt, endedAt, null));
        long added = bytesOf(attempt);
        if (tried.size() > MOST_ATTEMPTS) {
            added -= bytesOf(tried.remove(FIRST_ATTEMPTS).attempt());
        }
        bytes += added;
        return added;
    }

    /** It waits after its last attempt. */
    void waitUntil(Instant due) {
        until = due;
        int last = tried.size() - 1;
        if (last >= 0) {
            Tried before = tried.get(last);
            tried.set(last, new Tried(before.attempt(), before.endedAt(), due));
        }
    }

    long bytes() {
        return bytes;
    }

    private static long bytesOf(Attempt attempt) {
        return BYTES_OF_ATTEMPT
                + attempt.response().map(response -> 2L * response.length()).orElse(0L)
                + attempt.log().stream().mapToLong(line -> 60 + line.length()).sum();
    }
}
