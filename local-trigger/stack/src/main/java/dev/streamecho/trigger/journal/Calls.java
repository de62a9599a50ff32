package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.RecordsReturned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down the calls of functions with batches, and what they make of them. This class is not thread-safe. */
final class Calls {
    private final Kept kept;
    private final Batches batches;

    Calls(Kept kept, Batches batches) {
        this.kept = kept;
        this.batches = batches;
    }

    void invoking(InvocationStart start) {
        MappingEntry mapping = kept.mapping(start.mapping());
        InvocationReport.Records records = start.records().orElse(null);
        ShardEntry shard = records == null ? mapping.queue() : mapping.shard(records.shardId());
        BatchEntry.Content content = records == null
                ? batches.contentOfMessages(shard, start.messageIds())
                : batches.contentOf(shard, records.all());
        batches.begin(shard, content, start.attempt(), start.at(), kept.nextRevision());
    }

    void invoked(InvocationReport report, List<String> log) {
        MappingEntry mapping = kept.mapping(report.mapping());
        InvocationReport.Records records = report.records().orElse(null);
        ShardEntry shard = records == null ? mapping.queue() : mapping.shard(records.shardId());
        long revision = kept.nextRevision();
        Instant calledAt = report.invocation().calledAt();
        Instant endedAt = calledAt.plus(report.invocation().duration());
        BatchEntry batch = batchOf(shard, report, records, revision);
        long added = batch.add(Attempts.of(report, log), endedAt);
        if (kept.batch(batch.n) == batch) {
            kept.grow(added);
        }
        batch.since = endedAt;
        batch.revision = revision;
        mapping.counter.invoked(report);
        mapping.seconds.called(endedAt, report.handled(), report.latency().orElse(Duration.ZERO));
        InvocationReport.Messages messages = report.messages().orElse(null);
        Set<String> returned = messages == null ? Set.of() : new HashSet<>(messages.returned());
        for (int i = 0; i < batch.numbers.length; i++) {
            RecordEntry entry = kept.record(batch.numbers[i]);
            if (entry != null) {
                entry.called(calledAt, report.result(), revision);
                if (messages == null ? i < report.handled() : !returned.contains(entry.id())) {
                    entry.done(RecordRow.State.HANDLED);
                }
            }
        }
        if (report.isHandled()) {
            shard.finish(batch, BatchRow.State.HANDLED);
        } else if (messages == null) {
            batch.state = BatchRow.State.BACKING_OFF;
        } else {
            messages.visibleAgainAfter().ifPresent(after -> batch.waitUntil(batch.at.plus(after)));
            shard.finish(batch, BatchRow.State.RETURNED);
        }
    }

    /** The batch of an invocation; its beginning may not have been told. */
    private BatchEntry batchOf(
            ShardEntry shard, InvocationReport report, InvocationReport.@Nullable Records records, long revision) {
        BatchEntry found = records == null ? null : shard.find(records.all());
        if (found != null) {
            return found;
        }
        BatchEntry.Content content = records == null
                ? batches.contentOfMessages(
                        shard, report.messages().orElseThrow().ids())
                : batches.contentOf(shard, records.all());
        BatchEntry batch = shard.find(content);
        return batch == null
                ? batches.begin(
                        shard, content, report.attempt(), report.invocation().calledAt(), revision)
                : batch;
    }

    /** Its batch goes on as these parts. */
    void returned(RecordsReturned returned) {
        if (returned.parts().isEmpty()) {
            return;
        }
        ShardEntry shard = kept.mapping(returned.mapping()).shard(returned.shardId());
        List<BatchEntry.Content> parts = returned.parts().stream()
                .map(part -> batches.contentOf(shard, part))
                .toList();
        long revision = kept.nextRevision();
        BatchEntry same = shard.find(parts.get(0));
        if (same != null) {
            returned.until().ifPresent(same::waitUntil);
            batches.change(same, revision);
            return;
        }
        String lastId = parts.get(parts.size() - 1).lastId();
        BatchEntry whole = shard.live.stream()
                .filter(batch -> batch.state == BatchRow.State.BACKING_OFF && batch.lastId.equals(lastId))
                .findFirst()
                .orElse(null);
        parts.forEach(part -> batches.make(shard, returned.at(), part, whole, revision));
        if (whole != null) {
            batches.finishSplit(shard, whole, revision);
        }
    }

    void resent(InvocationReport report, List<String> log) {
        Attempt attempt = Attempts.of(report, log);
        long revision = kept.nextRevision();
        Set<String> ids = new HashSet<>(report.messages()
                .map(InvocationReport.Messages::ids)
                .orElseGet(() -> report.records().orElseThrow().all().stream()
                        .map(record -> record.sequenceNumber().digits())
                        .toList()));
        Optional<String> shardId = report.records().map(InvocationReport.Records::shardId);
        for (long n = kept.nextRecord() - 1; n >= kept.records().first() && !ids.isEmpty(); n--) {
            RecordEntry entry = kept.record(n);
            if (entry != null
                    && entry.mapping.mapping.mapping().equals(report.mapping())
                    && entry.shard.id.equals(shardId)
                    && ids.remove(entry.id())) {
                entry.add(attempt);
                entry.changed(revision);
            }
        }
    }
}
