package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard is finished when its lanes finish out of order: the checkpoint is the last record before which none is
 * open.
 */
final class Progress {
    private final Deque<Entry> open = new ArrayDeque<>();
    private final Map<SequenceNumber, Entry> bySequenceNumber = new HashMap<>();
    private @Nullable SequenceNumber checkpoint;

    /** A record that waits, and the last one after it that the filters dropped. */
    private static final class Entry {
        private final Instant arrival;
        private SequenceNumber upTo;
        private boolean finished;

        private Entry(SequenceNumber sequenceNumber, Instant arrival) {
            this.arrival = arrival;
            upTo = sequenceNumber;
        }
    }

    void add(SequenceNumber sequenceNumber, Instant arrival) {
        Entry entry = new Entry(sequenceNumber, arrival);
        open.add(entry);
        bySequenceNumber.put(sequenceNumber, entry);
    }

    /** A record that needs no handling, in its place after those added so far. */
    void skip(SequenceNumber sequenceNumber) {
        if (open.isEmpty()) {
            checkpoint = sequenceNumber;
        } else {
            open.getLast().upTo = sequenceNumber;
        }
    }

    void finish(SequenceNumber sequenceNumber) {
        Entry entry = Objects.requireNonNull(bySequenceNumber.remove(sequenceNumber), "it was added");
        entry.finished = true;
        while (!open.isEmpty() && open.getFirst().finished) {
            checkpoint = open.removeFirst().upTo;
        }
    }

    /** Returns how many records wait, or are finished after one that waits. */
    int size() {
        return open.size();
    }

    /** Returns when the first record was written that waits; empty if none does. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(open.peekFirst()).map(entry -> entry.arrival);
    }

    /** Returns the last sequence number before which nothing is open; empty until there is one. */
    Optional<SequenceNumber> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }
}
