package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.OnFailureMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Writes down which records and messages are discarded, and where to. This class is not thread-safe. */
final class Discards {
    private final Kept kept;
    private final Batches batches;

    Discards(Kept kept, Batches batches) {
        this.kept = kept;
        this.batches = batches;
    }

    void discarded(DiscardedBatch discarded, Optional<String> place) {
        MappingEntry mapping = kept.mapping(discarded.mapping().logicalId());
        ShardEntry shard = mapping.shard(discarded.shardId());
        BatchEntry.Content content = batches.contentOf(shard, discarded.records());
        long revision = kept.nextRevision();
        BatchEntry found = shard.find(content);
        BatchEntry batch = found == null ? batches.cut(shard, content, discarded.at(), revision) : found;
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
                entry.discard(step, revision);
            }
        }
        mapping.counter.discarded(discarded, place);
    }

    /** Without a call, the id of the request is another one each time. */
    private static Optional<String> message(DiscardedBatch discarded) {
        return discarded.requestId().map(id -> new String(OnFailureMessage.json(discarded), UTF_8));
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
        entries.forEach(entry -> entry.discard(step, revision));
    }
}
