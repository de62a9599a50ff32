package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.ShardProgress;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;

/** Writes down which records and messages arrive at a mapping. This class is not thread-safe. */
final class Reads {
    private final Kept kept;

    Reads(Kept kept) {
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
                entry.done(RecordRow.State.FILTERED);
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
                entry.done(RecordRow.State.FILTERED);
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
}
