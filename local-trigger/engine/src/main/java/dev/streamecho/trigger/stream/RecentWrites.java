package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Finds out when the changes of a table were written, as DynamoDB Local tells it to the minute only. This class is thread-safe.
 *
 * <p>Whoever makes a write call says so here. A record arrived when the last call began that wrote its item, was under way
 * in the record's minute and is not another record's. So a record may be taken for up to a minute younger or older than
 * it is where one item is written many times in a minute and some of those writes change nothing. A record with no known
 * call (time to live, PartiQL, a call before the trigger was started again) arrives when it is first read, but within its
 * minute: nothing is ever taken for older because of that.
 */
public final class RecentWrites {
    private static final int CAPACITY = 16_384;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Write> writes = new ArrayDeque<>();
    private final Map<String, Deque<Write>> unclaimedByItem = new HashMap<>();
    private final TreeMap<SequenceNumber, Instant> arrivals = new TreeMap<>();

    /** Makes an empty list. */
    public RecentWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** A call that writes one item. */
    public static final class Write {
        private final String itemKey;
        private final Instant start;
        private Instant end = Instant.MAX;

        private Write(String itemKey, Instant start) {
            this.itemKey = itemKey;
            this.start = start;
        }

        private boolean mayHaveMadeRecordOf(Instant minute) {
            return start.isBefore(minute.plus(MINUTE)) && !end.isBefore(minute);
        }
    }

    /** Notes that a call began that writes the item with this {@link ItemKey}, and returns it. */
    public synchronized Write begin(String itemKey, Instant start) {
        Write write = new Write(itemKey, start);
        writes.addLast(write);
        unclaimedByItem.computeIfAbsent(itemKey, key -> new ArrayDeque<>(2)).addLast(write);
        if (writes.size() > CAPACITY) {
            unclaim(writes.removeFirst());
        }
        return write;
    }

    /** The call succeeded. */
    public synchronized void succeeded(Write write, Instant end) {
        write.end = end;
    }

    /** The call failed, so it wrote nothing. */
    public synchronized void failed(Write write) {
        unclaim(write);
    }

    /**
     * Returns when each of the records, which follow each other in a shard, was written; the same whenever it is asked.
     */
    synchronized List<Instant> arrivals(List<Record> records) {
        Instant now = clock.instant();
        Instant[] known = new Instant[records.size()];
        // From the last to the first, because of an item's writes the last ones are the likeliest to have changed it.
        for (int i = known.length - 1; i >= 0; i--) {
            known[i] = arrival(records.get(i), now);
        }
        for (int i = 0; i < known.length; i++) {
            SequenceNumber sequenceNumber = numberOf(records.get(i));
            known[i] = notBeforeThePrevious(sequenceNumber, known[i]);
            arrivals.put(sequenceNumber, known[i]);
        }
        while (arrivals.size() > CAPACITY) {
            arrivals.pollFirstEntry();
        }
        return Arrays.asList(known);
    }

    private Instant arrival(Record record, Instant now) {
        Instant known = arrivals.get(numberOf(record));
        if (known != null) {
            return known;
        }
        Instant minute = record.dynamodb().approximateCreationDateTime();
        Instant arrival = claim(ItemKey.of(record.dynamodb().keys()), minute).orElseGet(() -> latest(minute, now));
        return arrival.isBefore(minute) ? minute : arrival;
    }

    /** Returns the latest time that the record of a minute can be of. */
    static Instant latest(Instant minute, Instant now) {
        Instant end = minute.plus(MINUTE).minusMillis(1);
        // A clock that is behind makes no record older than its minute.
        Instant earliest = now.isBefore(minute) ? minute : now;
        return earliest.isBefore(end) ? earliest : end;
    }

    private Optional<Instant> claim(String itemKey, Instant minute) {
        Deque<Write> candidates = unclaimedByItem.getOrDefault(itemKey, new ArrayDeque<>(0));
        Write claimed = null;
        for (Iterator<Write> i = candidates.descendingIterator(); i.hasNext(); ) {
            Write candidate = i.next();
            if (candidate.mayHaveMadeRecordOf(minute)) {
                claimed = candidate;
                // One that has not returned may have written nothing yet: an earlier one is likelier.
                if (candidate.end != Instant.MAX) {
                    break;
                }
            }
        }
        if (claimed == null) {
            return Optional.empty();
        }
        unclaim(claimed);
        return Optional.of(claimed.start);
    }

    private void unclaim(Write write) {
        unclaimedByItem.computeIfPresent(write.itemKey, (key, unclaimed) -> {
            // Mostly it is the last one, or the first if the list is full.
            if (unclaimed.peekFirst() == write) {
                unclaimed.removeFirst();
            } else {
                unclaimed.removeLastOccurrence(write);
            }
            return unclaimed.isEmpty() ? null : unclaimed;
        });
    }

    private static SequenceNumber numberOf(Record record) {
        return new SequenceNumber(record.dynamodb().sequenceNumber());
    }

    private Instant notBeforeThePrevious(SequenceNumber sequenceNumber, Instant arrival) {
        Map.Entry<SequenceNumber, Instant> previous = arrivals.lowerEntry(sequenceNumber);
        return previous != null && previous.getValue().isAfter(arrival) ? previous.getValue() : arrival;
    }
}
