package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of records in the mappings of a replay, as it is reported. This class is thread-safe. */
final class Outcomes {
    // Guarded by this.
    private final Map<Outcome.Key, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Outcome.Key, Tries> open = new HashMap<>();

    /** Of a record of which it is not known yet what becomes of it. */
    private record Tries(int count, Optional<String> reason) {
        private static final Tries NONE = new Tries(0, Optional.empty());
    }

    synchronized void filtered(String mapping, ChangeRecord record) {
        end(key(mapping, record), Outcome.Kind.FILTERED, Optional.empty());
    }

    synchronized void invoked(InvocationReport report) {
        List<ChangeRecord> records =
                report.records().map(InvocationReport.Records::all).orElse(List.of());
        for (int i = 0; i < records.size(); i++) {
            Outcome.Key key = key(report.mapping(), records.get(i));
            Tries before = open.getOrDefault(key, Tries.NONE);
            open.put(key, new Tries(before.count() + 1, report.reason().or(before::reason)));
            if (i < report.handled()) {
                end(key, Outcome.Kind.HANDLED, Optional.empty());
            }
        }
    }

    synchronized void discarded(DiscardedBatch batch) {
        batch.records()
                .forEach(record -> end(
                        key(batch.mapping().logicalId(), record),
                        Outcome.Kind.DISCARDED,
                        Optional.of(batch.condition())));
    }

    private void end(Outcome.Key key, Outcome.Kind kind, Optional<String> condition) {
        Tries tries = Optional.ofNullable(open.remove(key)).orElse(Tries.NONE);
        outcomes.put(
                key, new Outcome(key.mapping(), key.sequenceNumber(), kind, condition, tries.count(), tries.reason()));
    }

    private static Outcome.Key key(String mapping, ChangeRecord record) {
        return new Outcome.Key(mapping, record.sequenceNumber().digits());
    }

    /** Returns what became of records, in the order in which that was known. */
    synchronized List<Outcome> all() {
        return new ArrayList<>(outcomes.values());
    }
}
