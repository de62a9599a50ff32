package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records that a shard has now, among which positions are found. */
record ShardRecords(EventStream stream, String shardId) {
    /** The service gives pages without records in between. */
    private static final int EMPTY_PAGES = 20;

    /** How many records one position is before or after another one. */
    record Difference(long repeated, long skipped) {}

    /** Returns whether reading all of them takes no time to speak of. */
    boolean areHere() {
        return stream.endsWithEmptyPage();
    }

    /** Returns the position at the oldest record. */
    Checkpoint oldest() {
        return new Checkpoint.At(RevisedCheckpoint.oldest(stream.positions(), shardId));
    }

    /**
     * Returns the position at the first record that is wanted.
     *
     * @param isPast whether nothing more is written to the shard
     */
    Checkpoint from(Predicate<ChangeRecord> isWanted, boolean isPast) {
        Reading reading = new Reading();
        boolean isFound = reading.find(isWanted);
        return !isFound && isPast && reading.isAtEnd() ? new Checkpoint.ShardEnd() : after(reading.before);
    }

    /** Returns the position after the newest record. */
    Checkpoint latest(boolean isPast) {
        if (isPast) {
            return new Checkpoint.ShardEnd();
        }
        return areHere() ? from(record -> false, false) : new Checkpoint.At(new Position.Latest());
    }

    /**
     * Returns the position at a record; empty if there is no such record.
     *
     * @throws dev.streamecho.trigger.stream.StreamException if the service refuses it
     */
    Optional<Checkpoint> at(SequenceNumber number) {
        if (!areHere()) {
            Position position = new Position.At(number);
            stream.shardIterator(shardId, position);
            return Optional.of(new Checkpoint.At(position));
        }
        Reading reading = new Reading();
        return reading.find(record -> record.sequenceNumber().equals(number))
                ? Optional.of(after(reading.before))
                : Optional.empty();
    }

    private Checkpoint after(@Nullable SequenceNumber before) {
        return before == null ? oldest() : new Checkpoint.At(new Position.After(before));
    }

    /** Returns what is read again, and what is never read, if a mapping moves from one position to another one. */
    Difference between(Checkpoint old, Checkpoint moved) {
        long repeated = 0;
        long skipped = 0;
        if (old.equals(moved)) {
            return new Difference(0, 0);
        }
        Reading reading = new Reading();
        for (ChangeRecord record = reading.next(); record != null; record = reading.next()) {
            boolean isBehind = isBefore(record, old);
            boolean willBeBehind = isBefore(record, moved);
            repeated += isBehind && !willBeBehind ? 1 : 0;
            skipped += !isBehind && willBeBehind ? 1 : 0;
        }
        return new Difference(repeated, skipped);
    }

    private static boolean isBefore(ChangeRecord record, Checkpoint checkpoint) {
        if (!(checkpoint instanceof Checkpoint.At at)) {
            return true;
        }
        if (at.position() instanceof Position.At first) {
            return first.sequenceNumber().isAfter(record.sequenceNumber());
        }
        if (at.position() instanceof Position.After last) {
            return !record.sequenceNumber().isAfter(last.sequenceNumber());
        }
        return at.position() instanceof Position.Latest;
    }

    /** Reads them one after the other, from the oldest one on. */
    private final class Reading {
        private @Nullable String iterator = stream.shardIterator(shardId, new Position.TrimHorizon());
        private List<ChangeRecord> page = List.of();
        private int index;
        private int emptyPages;

        /** The last record that {@link #find} has passed over. */
        private @Nullable SequenceNumber before;

        /** Returns whether a record is found; it may be after pages that are not read. */
        boolean find(Predicate<ChangeRecord> isWanted) {
            for (ChangeRecord record = next(); record != null; record = next()) {
                if (isWanted.test(record)) {
                    return true;
                }
                before = record.sequenceNumber();
            }
            return false;
        }

        /** Returns whether nothing comes after what was read. */
        boolean isAtEnd() {
            return iterator == null && index == page.size();
        }

        @Nullable
        ChangeRecord next() {
            while (index == page.size()) {
                if (iterator == null || emptyPages > (areHere() ? 0 : EMPTY_PAGES)) {
                    return null;
                }
                Page read = stream.records(iterator, EventStream.MAXIMUM_RECORDS);
                iterator = read.nextShardIterator();
                page = read.records();
                index = 0;
                emptyPages = page.isEmpty() ? emptyPages + 1 : 0;
            }
            return page.get(index++);
        }
    }
}
