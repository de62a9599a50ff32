package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happened in a run: the way of each record and message through each mapping, and what else there was to hear of. It is in
 * memory, and has the newest 10,000 records and 10,000 other events, or as many as an eighth of the heap holds; older ones are
 * dropped and counted. This class is thread-safe.
 */
public final class Journal {
    private static final int MOST = 10_000;
    private static final int SHARE_OF_HEAP = 8;

    // Guarded by this.
    private final Histories histories;
    private final RunEvents events;

    /** Makes a journal in which nothing has happened. */
    public Journal() {
        // Half of the share for each.
        this(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / 2);
    }

    Journal(int most, long mostBytes) {
        histories = new Histories(most, mostBytes);
        events = new RunEvents(most, mostBytes);
    }

    /** Returns the records and messages that it has, in the order in which they were first read. */
    public synchronized List<RecordHistory> records() {
        return histories.all();
    }

    /** Returns those of one mapping. */
    public List<RecordHistory> records(String mapping) {
        return records().stream()
                .filter(record -> record.mapping().equals(mapping))
                .toList();
    }

    /** Returns how many records and messages it had, and has dropped. */
    public synchronized long droppedRecords() {
        return histories.dropped();
    }

    /** Returns what else happened, the earliest first. */
    public synchronized List<RunEvent> events() {
        return events.all();
    }

    /** Returns how many events it had, and has dropped. */
    public synchronized long droppedEvents() {
        return events.dropped();
    }

    /** Writes down an event. */
    public synchronized void add(RunEvent event) {
        events.add(event);
    }

    /** A page of records was read. */
    public synchronized void read(RecordsRead read) {
        Step step = new Step.Read(read.at());
        for (ChangeRecord record : read.records()) {
            histories
                    .of(key(read.mapping(), read.shardId(), record), record.json(), record.arrival())
                    .add(step);
        }
        Step filtered = new Step.Filtered(read.at());
        for (ChangeRecord record : read.filtered()) {
            histories.add(key(read.mapping(), read.shardId(), record), filtered);
        }
        histories.dropOldest();
    }

    /** Messages were received. */
    public synchronized void received(MessagesReceived received) {
        Step step = new Step.Read(received.at());
        for (QueueMessage message : received.messages()) {
            histories
                    .of(key(received.mapping(), message.messageId()), message.body(), message.sentAt())
                    .add(step);
        }
        Step filtered = new Step.Filtered(received.at());
        for (QueueMessage message : received.filtered()) {
            histories.add(key(received.mapping(), message.messageId()), filtered);
        }
        histories.dropOldest();
    }

    /** An invocation has ended. */
    public synchronized void invoked(InvocationReport report) {
        report.records().filter(records -> !records.all().isEmpty()).ifPresent(records -> {
            List<ChangeRecord> all = records.all();
            String first = all.get(0).sequenceNumber().digits();
            String last = all.get(all.size() - 1).sequenceNumber().digits();
            Step handled = attempted(report, first, last, true);
            Step open = attempted(report, first, last, false);
            for (int i = 0; i < all.size(); i++) {
                histories.add(
                        key(report.mapping(), records.shardId(), all.get(i)), i < report.handled() ? handled : open);
            }
        });
        report.messages().ifPresent(messages -> {
            List<String> ids = messages.ids();
            Set<String> returned = new HashSet<>(messages.returned());
            Step handled = attempted(report, ids.get(0), ids.get(ids.size() - 1), true);
            Step open = attempted(report, ids.get(0), ids.get(ids.size() - 1), false);
            ids.forEach(id -> histories.add(key(report.mapping(), id), returned.contains(id) ? open : handled));
        });
    }

    private static Step attempted(InvocationReport report, String first, String last, boolean isHandled) {
        return new Step.Attempted(
                report.invocation().calledAt(),
                report.invocation().requestId(),
                report.attempt(),
                report.batchSize(),
                first,
                last,
                report.result(),
                isHandled,
                report.reason());
    }

    /** A batch was discarded, and its description is in a place, if it has a destination. */
    public synchronized void discarded(DiscardedBatch batch, Optional<String> place) {
        Step step = new Step.Discarded(batch.at(), batch.condition(), place);
        String mapping = batch.mapping().logicalId();
        batch.records().forEach(record -> histories.add(key(mapping, batch.shardId(), record), step));
    }

    /** Messages go to a dead-letter queue. */
    public synchronized void deadLettered(String mapping, List<String> messageIds, String queue, Instant at) {
        Step step = new Step.Discarded(at, "maxReceiveCount", Optional.of("queue " + queue));
        messageIds.forEach(id -> histories.add(key(mapping, id), step));
    }

    private static Histories.Key key(String mapping, String shardId, ChangeRecord record) {
        return new Histories.Key(
                mapping, Optional.of(shardId), record.sequenceNumber().digits());
    }

    private static Histories.Key key(String mapping, String messageId) {
        return new Histories.Key(mapping, Optional.empty(), messageId);
    }
}
