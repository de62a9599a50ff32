package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventEncoder;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a run: the way of each record and message through each mapping, and what else there was to hear of. It is in
 * memory, and has the newest 10,000 records and 10,000 other events, or as many as an eighth of the heap holds; older ones are
 * dropped and counted.
 *
 * <p>What it returns are immutable values of the moment. Who follows it asks for {@link #changesSince} as often as suits; nobody
 * pays for that who does not ask. This class is thread-safe.
 */
public final class Journal {
    private static final int MOST = 10_000;
    private static final int SHARE_OF_HEAP = 8;

    /** How many records are written to a file before others may go on. */
    private static final int PIECE = 250;

    // Guarded by this.
    private final Kept kept;
    private final Reads reads;
    private final Calls calls;
    private final Discards discards;
    private final RunEvents events;
    private final Requests requests = new Requests();
    private final Reloads reloads = new Reloads();
    private final Logs logs = new Logs();

    private final Writes writes = new Writes();

    /** Makes a journal in which nothing has happened. */
    public Journal() {
        // Half of the share for each.
        this(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / 2);
    }

    Journal(int most, long mostBytes) {
        kept = new Kept(most, mostBytes);
        Batches batches = new Batches(kept);
        reads = new Reads(kept);
        calls = new Calls(kept, batches);
        discards = new Discards(kept, batches);
        events = new RunEvents(most, mostBytes);
    }

    // What a reader asks.

    /** Returns a number that grows with whatever happens. */
    public synchronized long revision() {
        return kept.revision();
    }

    /**
     * Returns what has changed.
     *
     * @param since a revision of before; 0 is the beginning
     * @param most how many records to return, the newest of them
     */
    public synchronized Changes changesSince(long since, int most) {
        List<RecordRow> changed = new ArrayList<>();
        int count = 0;
        for (long n = kept.nextRecord() - 1; n >= kept.records().first(); n--) {
            RecordEntry entry = kept.record(n);
            if (entry != null && entry.revision > since) {
                count++;
                if (changed.size() < most) {
                    changed.add(Rows.of(entry));
                }
            }
        }
        return new Changes(kept.revision(), List.copyOf(changed), count, kept.droppedRecords());
    }

    /** Returns the records and messages that it has, the newest first. */
    public synchronized List<RecordRow> rows() {
        List<RecordRow> rows = new ArrayList<>(kept.records().size());
        for (long n = kept.nextRecord() - 1; n >= kept.records().first(); n--) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                rows.add(Rows.of(entry));
            }
        }
        return rows;
    }

    /** Returns how many records and messages it has. */
    public synchronized int keptRecords() {
        return kept.records().size();
    }

    /** Returns how many records and messages it had, and has dropped. */
    public synchronized long droppedRecords() {
        return kept.droppedRecords();
    }

    /** Returns a record by its number; empty if there is none, or none any more. */
    public synchronized Optional<RecordHistory> record(long n) {
        return Optional.ofNullable(kept.record(n)).map(Views::history);
    }

    /** Returns the records and messages that it has, in the order in which they were read. */
    public synchronized List<RecordHistory> records() {
        List<RecordHistory> all = new ArrayList<>(kept.records().size());
        for (long n = kept.records().first(); n < kept.nextRecord(); n++) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                all.add(Views.history(entry));
            }
        }
        return all;
    }

    /** Returns those of one mapping. */
    public List<RecordHistory> records(String mapping) {
        return records().stream()
                .filter(record -> record.row().mapping().equals(mapping))
                .toList();
    }

    /** Returns a batch by its number; empty if there is none, or none any more. */
    public synchronized Optional<BatchRow> batch(long n) {
        return Optional.ofNullable(kept.batch(n)).map(Views::batch);
    }

    /**
     * Returns all that a batch was split from and into: the root first, each followed by its parts.
     *
     * @return nothing if there is no such batch, or none any more
     */
    public synchronized List<BatchRow> tree(long n) {
        BatchEntry batch = kept.batch(n);
        return batch == null ? List.of() : Views.tree(batch.root());
    }

    /**
     * Returns the event that the function gets with a batch, without what a tumbling window adds to it, as UTF-8 JSON; empty if
     * it is of messages, or its records are dropped.
     */
    public synchronized Optional<byte[]> event(long batch) {
        BatchEntry known = kept.batch(batch);
        if (known == null) {
            return Optional.empty();
        }
        List<ChangeRecord> records = new ArrayList<>(known.numbers.length);
        for (long n : known.numbers) {
            RecordEntry entry = kept.record(n);
            if (entry == null || entry.record == null) {
                return Optional.empty();
            }
            records.add(entry.record);
        }
        return Optional.of(EventEncoder.encode(records));
    }

    /** Returns a record as it was read, to be sent again; empty if it is a message, or dropped. */
    public synchronized Optional<ChangeRecord> changeRecord(long n) {
        return Optional.ofNullable(kept.record(n)).flatMap(entry -> Optional.ofNullable(entry.record));
    }

    /** Returns a message as it was received first, to be sent again; empty if it is a record, or dropped. */
    public synchronized Optional<QueueMessage> message(long n) {
        return Optional.ofNullable(kept.record(n)).flatMap(entry -> Optional.ofNullable(entry.message));
    }

    /** Returns the shards that a mapping reads or has read, the first one first; none of a queue. */
    public synchronized List<ShardStatus> shards(String mapping) {
        return kept.mapping(mapping).shards.values().stream().map(Views::shard).toList();
    }

    /** Returns the last ten minutes of a mapping, second by second. */
    public synchronized Series series(String mapping, Instant now) {
        return kept.mapping(mapping).seconds.until(now);
    }

    /** Returns the batch that an open record waits for, as it is in no batch yet, or in one that has to wait; empty if none is. */
    synchronized Optional<BatchRow> blocking(long n) {
        return Optional.ofNullable(kept.record(n))
                .flatMap(entry -> Optional.ofNullable(Views.inTheWayOf(entry)))
                .map(Views::batch);
    }

    /** Returns when the first of the records was read that wait for a batch, as this one does. */
    synchronized Optional<Instant> firstWaiting(long n) {
        return Optional.ofNullable(kept.record(n)).flatMap(Views::firstWaiting);
    }

    /** Returns a mapping; of one that it does not know, the name alone. */
    synchronized JournaledMapping mapping(String mapping) {
        return kept.mapping(mapping).mapping;
    }

    /** Returns the newest 10,000 calls that wrote an item, or would have, the newest first. */
    public List<NotedWrite> writes() {
        return writes.all();
    }

    /** Returns what became of a mapping's events. */
    public synchronized EventCounts counts(String mapping) {
        return kept.mapping(mapping).counter.counts();
    }

    /** Returns what became of a function's code when it changed last; empty if it did not. */
    public synchronized Optional<Reload> lastReload(String function) {
        return reloads.of(function);
    }

    /** Returns the mappings that it knows, in the template's order. */
    public synchronized List<JournaledMapping> mappings() {
        return kept.mappings().values().stream().map(entry -> entry.mapping).toList();
    }

    /** Returns the newest 1,000 requests to APIs, the newest first. */
    public synchronized List<RequestRow> requests() {
        return requests.rows(new Arrivals(kept.records()));
    }

    /** Returns what else happened, the earliest first. */
    public synchronized List<RunEvent> events() {
        return events.all();
    }

    /** Returns how many events it had, and has dropped. */
    public synchronized long droppedEvents() {
        return events.dropped();
    }

    // What keeps it in a file.

    /** Puts back what was kept of earlier runs, before there are records. */
    synchronized void restore(JournalLines lines) {
        lines.restoreInto(kept);
    }

    /** Runs something at the next change, or now if there was one since a revision; it must be short. */
    synchronized void tellNextChange(long since, Runnable told) {
        kept.tellNextChange(since, told);
    }

    /** Adds some of the batches that have changed, from a number on; returns where to go on, or -1 at the end. */
    synchronized long addBatches(List<JsonNode> lines, long since, long from) {
        long first = Math.max(from, kept.batches().first());
        long end = Math.min(first + PIECE, kept.nextBatch());
        for (long n = first; n < end; n++) {
            BatchEntry batch = kept.batch(n);
            if (batch != null && batch.revision > since) {
                lines.add(JournalJson.of(batch));
            }
        }
        return end == kept.nextBatch() ? -1 : end;
    }

    /** The same of records. */
    synchronized long addRecords(List<JsonNode> lines, long since, long from) {
        long first = Math.max(from, kept.records().first());
        long end = Math.min(first + PIECE, kept.nextRecord());
        for (long n = first; n < end; n++) {
            RecordEntry entry = kept.record(n);
            if (entry != null && entry.revision > since) {
                lines.add(JournalJson.of(entry));
            }
        }
        return end == kept.nextRecord() ? -1 : end;
    }

    // What happens.

    /** There is a mapping, or it has another configuration now. */
    public synchronized void configured(JournaledMapping mapping) {
        kept.nextRevision();
        kept.mapping(mapping.mapping()).mapping = mapping;
    }

    /** Something happened. */
    public synchronized void add(RunEvent event) {
        kept.nextRevision();
        events.add(event);
        event.requestId().ifPresent(requestId -> logs.add(requestId, event.text()));
    }

    /** A build has begun. */
    public synchronized void buildStarted() {
        reloads.buildStarted();
    }

    /** A build has failed; the functions of its code are told next. */
    public synchronized void buildFailed(List<String> explanation) {
        reloads.buildFailed(List.copyOf(explanation));
    }

    /**
     * A function has new code, or would have had.
     *
     * @param isRunning whether the new code runs
     * @param message in one line
     */
    public synchronized void codeChanged(String function, Instant at, boolean isRunning, String message) {
        reloads.add(function, at, isRunning, message);
        add(new RunEvent(at, RunEvent.Kind.CODE_CHANGED, function, Optional.empty(), message));
    }

    /** An item was written, or would have been. */
    public void written(NotedWrite write) {
        writes.add(write);
    }

    /** An API has answered a request. */
    public synchronized void answered(ApiCall call) {
        kept.nextRevision();
        requests.add(call, call.requestId().map(logs::take).orElse(List.of()));
    }

    /** Records were read from a shard. */
    public synchronized void read(RecordsRead read) {
        reads.read(read);
    }

    /** Messages were received from a queue. */
    public synchronized void received(MessagesReceived received) {
        reads.received(received);
    }

    /** A mapping has come further in a shard. */
    public synchronized void progressed(ShardProgress progress) {
        reads.progressed(progress);
    }

    /** An invocation begins. */
    public synchronized void invoking(InvocationStart start) {
        calls.invoking(start);
    }

    /** An invocation has ended. */
    public synchronized void invoked(InvocationReport report) {
        calls.invoked(report, logs.take(report.invocation().requestId()));
    }

    /** An invocation has not handled all of its records. */
    public synchronized void returned(RecordsReturned returned) {
        calls.returned(returned);
    }

    /** An invocation with what was sent again has ended. */
    public synchronized void resent(InvocationReport report) {
        calls.resent(report, logs.take(report.invocation().requestId()));
    }

    /** A batch was discarded, and its description is in a place, if it has a destination. */
    public synchronized void discarded(DiscardedBatch batch, Optional<String> place) {
        discards.discarded(batch, place);
    }

    /** Messages go to a dead-letter queue. */
    public synchronized void deadLettered(String mapping, List<String> messageIds, String queue, Instant at) {
        discards.deadLettered(mapping, messageIds, queue, at);
    }
}
