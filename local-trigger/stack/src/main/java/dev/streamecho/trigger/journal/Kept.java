package dev.streamecho.trigger.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest records with their mappings and batches: as many as the limits allow. This class is not thread-safe.
 */
final class Kept {
    private final long mostBytes;
    private final Numbered<RecordEntry> records;
    private final Numbered<BatchEntry> batches;
    private final Map<String, MappingEntry> mappings = new LinkedHashMap<>();
    private long bytes;
    private long revision;
    private @Nullable Runnable onChange;

    /**
     * Makes one that has nothing.
     *
     * @param most records, and batches
     * @param mostBytes of memory that all of it takes, roughly
     */
    Kept(int most, long mostBytes) {
        this.mostBytes = mostBytes;
        records = new Numbered<>(most);
        batches = new Numbered<>(most);
    }

    long revision() {
        return revision;
    }

    long nextRevision() {
        revision++;
        if (onChange != null) {
            onChange.run();
            onChange = null;
        }
        return revision;
    }

    /** Runs something at the next change, or now if there was one since a revision. */
    void tellNextChange(long since, Runnable told) {
        if (revision > since) {
            told.run();
        } else {
            onChange = told;
        }
    }

    /** Lets the first record and the first batch that are added have these numbers. */
    void startAt(long record, long batch) {
        records.startAt(record);
        batches.startAt(batch);
    }

    MappingEntry mapping(String mapping) {
        MappingEntry known = mappings.get(mapping);
        if (known == null) {
            known = new MappingEntry(JournaledMapping.unknown(mapping));
            mappings.put(mapping, known);
        }
        return known;
    }

    Map<String, MappingEntry> mappings() {
        return mappings;
    }

    long nextRecord() {
        return records.nextNumber();
    }

    long nextBatch() {
        return batches.nextNumber();
    }

    @Nullable
    RecordEntry record(long n) {
        return records.get(n);
    }

    @Nullable
    BatchEntry batch(long n) {
        return batches.get(n);
    }

    Numbered<RecordEntry> records() {
        return records;
    }

    Numbered<BatchEntry> batches() {
        return batches;
    }

    long droppedRecords() {
        return records.first() - 1;
    }

    RecordEntry add(RecordEntry entry) {
        if (records.isFull()) {
            dropOldestRecord();
        }
        records.add(entry);
        grow(entry.bytes());
        return entry;
    }

    BatchEntry add(BatchEntry entry) {
        if (batches.isFull()) {
            dropOldestBatch();
        }
        batches.add(entry);
        grow(entry.bytes());
        return entry;
    }

    /** Something takes more bytes than before. */
    void grow(long more) {
        bytes += more;
        while (bytes > mostBytes && records.size() > 1) {
            dropOldestRecord();
        }
    }

    private void dropOldestRecord() {
        RecordEntry oldest = records.removeOldest();
        bytes -= oldest.bytes();
        oldest.shard.open.remove(oldest.id(), oldest);
        while (batches.size() > 0 && batches.oldest().newestRecord < records.first()) {
            dropOldestBatch();
        }
    }

    private void dropOldestBatch() {
        bytes -= batches.removeOldest().bytes();
    }
}
