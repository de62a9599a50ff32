package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lines of a journal's file, of which a later one about the same thing holds, as records and batches again. */
final class JournalLines {
    private final NavigableMap<Long, JsonNode> records = new TreeMap<>();
    private final NavigableMap<Long, JsonNode> batches = new TreeMap<>();

    void add(JsonNode line) {
        if (line.has("record")) {
            records.put(line.get("record").asLong(), line);
        } else {
            batches.put(line.get("batchOf").asLong(), line);
        }
    }

    /** Puts them into what has nothing yet. */
    void restoreInto(Kept kept) {
        if (records.isEmpty()) {
            return;
        }
        long revision = kept.nextRevision();
        kept.startAt(firstOf(records), batches.isEmpty() ? 1 : firstOf(batches));
        for (JsonNode line : records.tailMap(kept.nextRecord(), true).values()) {
            RecordEntry entry =
                    JournalJson.record(line, kept.mapping(line.get("mapping").asText()));
            entry.changed(revision);
            kept.add(entry);
            if (entry.state == RecordRow.State.OPEN) {
                entry.shard.open.put(entry.id(), entry);
            }
        }
        for (JsonNode line : batches.tailMap(kept.nextBatch(), true).values()) {
            restoreBatch(line, kept, revision);
        }
        for (long n = kept.records().first(); n < kept.nextRecord(); n++) {
            join(kept, n);
        }
    }

    /** The first after the last gap: numbers have none. */
    private static long firstOf(NavigableMap<Long, JsonNode> lines) {
        long first = lines.lastKey();
        while (lines.containsKey(first - 1)) {
            first--;
        }
        return first;
    }

    private static void restoreBatch(JsonNode line, Kept kept, long revision) {
        long[] numbers = JournalJson.numbers(line);
        BatchEntry parent = line.has("parent") ? kept.batch(line.get("parent").asLong()) : null;
        BatchEntry batch = JournalJson.batch(
                line,
                kept.mapping(line.get("mapping").asText()),
                numbers.length == 0 ? null : kept.record(numbers[0]),
                parent);
        if (batch.state == BatchRow.State.INVOKING) {
            // That call has ended with the earlier run.
            batch.state = BatchRow.State.BACKING_OFF;
        }
        batch.revision = revision;
        kept.add(batch);
        if (!batch.state.isFinal()) {
            batch.shard.live.add(batch);
        }
    }

    private void join(Kept kept, long n) {
        RecordEntry entry = kept.record(n);
        JsonNode line = records.get(n);
        if (entry != null && line != null) {
            StreamSupport.stream(line.path("earlierBatches").spliterator(), false)
                    .map(batch -> kept.batch(batch.asLong()))
                    .forEach(batch -> join(entry, batch));
            join(entry, line.has("batch") ? kept.batch(line.get("batch").asLong()) : null);
        }
    }

    private static void join(RecordEntry entry, @Nullable BatchEntry batch) {
        if (batch != null) {
            entry.join(batch);
        }
    }
}
