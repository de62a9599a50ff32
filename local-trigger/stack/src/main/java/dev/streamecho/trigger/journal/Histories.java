package dev.streamecho.trigger.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest records with what happened to them. This class is not thread-safe. */
final class Histories {
    /** What a record takes beside its content, and what a step takes that it shares with its batch, roughly. */
    private static final int BYTES_OF_RECORD = 400;

    private static final int BYTES_OF_STEP = 40;

    private final int most;
    private final long mostBytes;

    /** The oldest first. */
    private final Map<Key, History> histories = new LinkedHashMap<>();

    private long bytes;
    private long dropped;

    /** One record in one mapping; the shard is empty if it is a message. */
    record Key(String mapping, Optional<String> shardId, String id) {}

    /** A record's content, and its steps so far. */
    final class History {
        private final Object content;
        private final int contentBytes;
        private final Instant arrival;
        private final List<Step> steps = new ArrayList<>(3);

        private History(Object content, int contentBytes, Instant arrival) {
            this.content = content;
            this.contentBytes = contentBytes;
            this.arrival = arrival;
        }

        void add(Step step) {
            steps.add(step);
            bytes += BYTES_OF_STEP;
        }

        private long bytes() {
            return BYTES_OF_RECORD + contentBytes + (long) BYTES_OF_STEP * steps.size();
        }

        private RecordHistory shown(Key key) {
            String string =
                    content instanceof byte[] json ? new String(json, StandardCharsets.UTF_8) : (String) content;
            return new RecordHistory(key.mapping(), key.shardId(), key.id(), string, arrival, steps);
        }
    }

    Histories(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** The history of a record, which begins now if it was not read before. */
    History of(Key key, byte[] json, Instant arrival) {
        return histories.computeIfAbsent(key, first -> begun(json, json.length, arrival));
    }

    /** The history of a message, which begins now if it was not received before. */
    History of(Key key, String body, Instant arrival) {
        return histories.computeIfAbsent(key, first -> begun(body, 2 * body.length(), arrival));
    }

    private History begun(Object content, int contentBytes, Instant arrival) {
        bytes += BYTES_OF_RECORD + contentBytes;
        return new History(content, contentBytes, arrival);
    }

    /** Adds a step to a record, if it was not dropped. */
    void add(Key key, Step step) {
        History history = histories.get(key);
        if (history != null) {
            history.add(step);
        }
    }

    /** Makes room. */
    void dropOldest() {
        Iterator<History> oldest = histories.values().iterator();
        while (histories.size() > most || bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
            dropped++;
        }
    }

    long dropped() {
        return dropped;
    }

    List<RecordHistory> all() {
        return histories.entrySet().stream()
                .map(entry -> entry.getValue().shown(entry.getKey()))
                .toList();
    }
}
