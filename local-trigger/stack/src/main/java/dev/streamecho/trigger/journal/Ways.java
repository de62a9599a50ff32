package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.OnFailureMessage;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Writes down the ways of records and batches. This class is not thread-safe. */
final class Ways {
    private final Kept kept;

    Ways(Kept kept) {
        this.kept = kept;
    }

    void read(RecordsRead read) {
        MappingEntry mapping = kept.mapping(read.mapping());
        ShardEntry shard = mapping.shard(read.shardId());
        long revision = kept.nextRevision();
        List<ChangeRecord> filtered = read.filtered();
        int nextFiltered = 0;
        for (ChangeRecord record : read.records()) {
            String id = record.sequenceNumber().digits();
            RecordEntry entry = shard.open.get(id);
            if (entry == null) {
                entry = kept.add(new RecordEntry(kept.nextRecord(), mapping, shard, record, read.at()));
                shard.open.put(id, entry);
            } else {
                entry.readAgain(read.at());
            }
            entry.changed(revision);
            if (nextFiltered < filtered.size()
                    && filtered.get(nextFiltered).sequenceNumber().equals(record.sequenceNumber())) {
                nextFiltered++;
                done(entry, RecordRow.State.FILTERED);
            }
        }
        mapping.counter.read(read);
    }

    void received(MessagesReceived received) {
        MappingEntry mapping = kept.mapping(received.mapping());
        ShardEntry queue = mapping.queue();
        long revision = kept.nextRevision();
        for (QueueMessage message : received.messages()) {
            RecordEntry entry = queue.open.get(message.messageId());
            if (entry == null) {
                entry = kept.add(new RecordEntry(kept.nextRecord(), mapping, queue, message, received.at()));
                queue.open.put(message.messageId(), entry);
            } else {
                entry.readAgain(received.at());
            }
            entry.changed(revision);
        }
        for (QueueMessage message : received.filtered()) {
            RecordEntry entry = queue.open.get(message.messageId());
            if (entry != null) {
                done(entry, RecordRow.State.FILTERED);
            }
        }
        mapping.counter.received(received);
    }

    void progressed(ShardProgress progress) {
        kept.nextRevision();
        MappingEntry mapping = kept.mapping(progress.mapping());
        mapping.shard(progress.shardId()).progress = progress;
        mapping.seconds.lags(progress.at(), mapping.lag());
    }

    void invoking(InvocationStart start) {
        MappingEntry mapping = kept.mapping(start.mapping());
        ShardEntry shard =
                start.records().map(records -> mapping.shard(records.shardId())).orElseGet(mapping::queue);
        BatchEntry.Content content = start.records()
                .map(records -> contentOf(shard, records.all()))
                .orElseGet(() -> contentOfMessages(shard, start.messageIds()));
        begin(shard, content, start.attempt(), start.at(), kept.nextRevision());
    }

    private BatchEntry begin(ShardEntry shard, BatchEntry.Content content, int attempt, Instant at, long revision) {
        BatchEntry found = shard.find(content);
        BatchEntry batch = found == null ? make(shard, at, content, null, revision) : found;
        batch.state = BatchRow.State.INVOKING;
        batch.attempt = attempt;
        batch.since = at;
        batch.until = null;
        batch.revision = revision;
        if (batch.attempt > 1) {
            change(batch, revision);
        }
        return batch;
    }

    private BatchEntry make(
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
    private static void leave(RecordEntry entry, long revision) {
        BatchEntry before = liveBatchOf(entry);
        if (before != null) {
            entry.shard.finish(before, BatchRow.State.SPLIT);
            before.revision = revision;
        }
    }

    private static @Nullable BatchEntry liveBatchOf(@Nullable RecordEntry entry) {
        return entry == null || entry.batch == null || entry.batch.state.isFinal() ? null : entry.batch;
    }

    private void change(BatchEntry batch, long revision) {
        batch.revision = revision;
        for (long n : batch.numbers) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                entry.changed(revision);
            }
        }
    }

    void invoked(InvocationReport report, List<String> log) {
        MappingEntry mapping = kept.mapping(report.mapping());
        ShardEntry shard = report.records()
                .map(records -> mapping.shard(records.shardId()))
                .orElseGet(mapping::queue);
        long revision = kept.nextRevision();
        Instant calledAt = report.invocation().calledAt();
        BatchEntry batch = invoked(shard, report, revision);
        Instant endedAt = calledAt.plus(report.invocation().duration());
        long added = batch.add(Attempts.of(report, log), endedAt);
        if (kept.batch(batch.n) == batch) {
            kept.grow(added);
        }
        batch.since = endedAt;
        batch.revision = revision;
        mapping.counter.invoked(report);
        mapping.seconds.called(endedAt, report.handled(), report.latency().orElse(Duration.ZERO));
        Set<String> returned = report.messages()
                .<Set<String>>map(messages -> new HashSet<>(messages.returned()))
                .orElse(Set.of());
        for (int i = 0; i < batch.numbers.length; i++) {
            RecordEntry entry = kept.record(batch.numbers[i]);
            if (entry != null) {
                entry.attempts++;
                entry.lastResult = report.result();
                if (entry.firstCall == null) {
                    entry.firstCall = calledAt;
                }
                entry.changed(revision);
                boolean isHandled =
                        report.messages().isPresent() ? !returned.contains(entry.id()) : i < report.handled();
                if (isHandled) {
                    done(entry, RecordRow.State.HANDLED);
                }
            }
        }
        if (report.isHandled()) {
            shard.finish(batch, BatchRow.State.HANDLED);
        } else if (report.messages().isPresent()) {
            report.messages().get().visibleAgainAfter().ifPresent(after -> batch.waitUntil(batch.at.plus(after)));
            shard.finish(batch, BatchRow.State.RETURNED);
        } else {
            batch.state = BatchRow.State.BACKING_OFF;
        }
    }

    /** The batch of an invocation; its beginning may not have been told. */
    private BatchEntry invoked(ShardEntry shard, InvocationReport report, long revision) {
        Optional<List<ChangeRecord>> records = report.records().map(InvocationReport.Records::all);
        BatchEntry found = records.isPresent() ? shard.find(records.get()) : null;
        if (found != null) {
            return found;
        }
        BatchEntry.Content content = records.map(all -> contentOf(shard, all))
                .orElseGet(() ->
                        contentOfMessages(shard, report.messages().orElseThrow().ids()));
        BatchEntry batch = shard.find(content);
        return batch == null
                ? begin(shard, content, report.attempt(), report.invocation().calledAt(), revision)
                : batch;
    }

    /** Its batch goes on as these parts. */
    void returned(RecordsReturned returned) {
        if (returned.parts().isEmpty()) {
            return;
        }
        ShardEntry shard = kept.mapping(returned.mapping()).shard(returned.shardId());
        List<BatchEntry.Content> parts =
                returned.parts().stream().map(part -> contentOf(shard, part)).toList();
        long revision = kept.nextRevision();
        BatchEntry same = shard.find(parts.get(0));
        if (same != null) {
            returned.until().ifPresent(same::waitUntil);
            change(same, revision);
            return;
        }
        BatchEntry parent = shard.live.stream()
                .filter(batch -> batch.state == BatchRow.State.BACKING_OFF
                        && batch.lastId.equals(parts.get(parts.size() - 1).lastId()))
                .findFirst()
                .orElse(null);
        for (BatchEntry.Content part : parts) {
            make(shard, returned.at(), part, parent, revision);
        }
        if (parent != null) {
            shard.finish(parent, BatchRow.State.SPLIT);
            parent.revision = revision;
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

    void discarded(DiscardedBatch discarded, Optional<String> place) {
        MappingEntry mapping = kept.mapping(discarded.mapping().logicalId());
        ShardEntry shard = mapping.shard(discarded.shardId());
        BatchEntry.Content content = contentOf(shard, discarded.records());
        long revision = kept.nextRevision();
        BatchEntry found = shard.find(content);
        BatchEntry batch = found == null ? cut(shard, content, discarded.at(), revision) : found;
        Step.Discarded step = new Step.Discarded(
                discarded.at(),
                Optional.of(batch.n),
                LongStream.of(batch.numbers).boxed().toList(),
                discarded.condition(),
                place,
                place.flatMap(there -> message(discarded)));
        batch.discarded = step;
        batch.revision = revision;
        batch.since = discarded.at();
        shard.finish(batch, BatchRow.State.DISCARDED);
        for (long n : batch.numbers) {
            RecordEntry entry = kept.record(n);
            if (entry != null) {
                entry.discarded = step;
                entry.changed(revision);
                done(entry, RecordRow.State.DISCARDED);
            }
        }
        mapping.counter.discarded(discarded, place);
    }

    /** Without a call, the id of the request is another one each time. */
    private static Optional<String> message(DiscardedBatch discarded) {
        return discarded.requestId().map(id -> new String(OnFailureMessage.json(discarded), UTF_8));
    }

    /** The records at the front of a batch are too old; the rest of it is tried. */
    private BatchEntry cut(ShardEntry shard, BatchEntry.Content content, Instant at, long revision) {
        int size = content.numbers().length;
        BatchEntry whole = shard.live.stream()
                .filter(batch -> batch.firstId.equals(content.firstId()) && batch.numbers.length > size)
                .findFirst()
                .orElse(null);
        BatchEntry cut = make(shard, at, content, whole, revision);
        if (whole != null) {
            long[] rest = Arrays.copyOfRange(whole.numbers, size, whole.numbers.length);
            RecordEntry first = kept.record(rest[0]);
            make(
                    shard,
                    at,
                    new BatchEntry.Content(rest, first, first == null ? "" : first.id(), whole.lastId),
                    whole,
                    revision);
            shard.finish(whole, BatchRow.State.SPLIT);
            whole.revision = revision;
        }
        return cut;
    }

    void deadLettered(String mapping, List<String> messageIds, String queue, Instant at) {
        ShardEntry shard = kept.mapping(mapping).queue();
        long revision = kept.nextRevision();
        List<RecordEntry> entries = messageIds.stream()
                .map(shard.open::get)
                .filter(entry -> entry != null)
                .toList();
        Step.Discarded step = new Step.Discarded(
                at,
                Optional.empty(),
                entries.stream().map(entry -> entry.n).toList(),
                "maxReceiveCount",
                Optional.of("queue " + queue),
                Optional.empty());
        for (RecordEntry entry : entries) {
            entry.discarded = step;
            entry.changed(revision);
            done(entry, RecordRow.State.DISCARDED);
        }
    }

    private static void done(RecordEntry entry, RecordRow.State state) {
        entry.state = state;
        entry.shard.open.remove(entry.id());
    }

    private BatchEntry.Content contentOf(ShardEntry shard, List<ChangeRecord> records) {
        long[] numbers = new long[records.size()];
        for (int i = 0; i < numbers.length; i++) {
            RecordEntry entry = shard.open.get(records.get(i).sequenceNumber().digits());
            numbers[i] = entry == null ? 0 : entry.n;
        }
        return numbers.length == 0
                ? new BatchEntry.Content(numbers, null, "", "")
                : new BatchEntry.Content(
                        numbers,
                        kept.record(numbers[0]),
                        records.get(0).sequenceNumber().digits(),
                        records.get(numbers.length - 1).sequenceNumber().digits());
    }

    private BatchEntry.Content contentOfMessages(ShardEntry queue, List<String> ids) {
        long[] numbers = new long[ids.size()];
        for (int i = 0; i < numbers.length; i++) {
            RecordEntry entry = queue.open.get(ids.get(i));
            numbers[i] = entry == null ? 0 : entry.n;
        }
        return new BatchEntry.Content(numbers, kept.record(numbers[0]), ids.get(0), ids.get(numbers.length - 1));
    }
}
