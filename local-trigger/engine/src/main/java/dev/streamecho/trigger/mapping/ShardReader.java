package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shard page by page through everything that a stream can do to a reader: throttling, expired iterators,
 * trimmed records, lost connections.
 */
final class ShardReader {
    /** The service polls each shard four times a second. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    /** A stream that knows of each write is still read that often, because time to live deletes without a call. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

    private static final RetryDelay RETRY_DELAY = RetryDelay.doubling(POLL_INTERVAL, Duration.ofSeconds(15));

    /** A stream keeps its records that long. */
    private static final Duration RETENTION = Duration.ofHours(24);

    /** On AWS the time of a record has whole seconds. */
    private static final Duration ARRIVAL_PRECISION = Duration.ofSeconds(1);

    private final EventStream stream;
    private final String shardId;
    private final SourceNotices notices;
    private final Clock clock;
    private final Sleeper sleeper;

    private Position position;
    private @Nullable String iterator;
    private boolean atEnd;
    private int failures;

    /** When it was last seen that there is nothing more to read. */
    private volatile Instant readToTipAt = Instant.EPOCH;

    /** Taken before the last read, while it waits for a write after that one; empty otherwise. */
    private volatile OptionalLong ticketOfWait = OptionalLong.empty();

    // Of a reader that started after the newest record.
    private Instant opened = Instant.EPOCH;
    private Optional<Instant> notBefore = Optional.empty();

    ShardReader(
            EventStream stream, String shardId, Position start, SourceNotices notices, Clock clock, Sleeper sleeper) {
        this.stream = stream;
        this.shardId = shardId;
        this.position = start;
        this.notices = notices;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Takes the first shard iterator, so that everything written from now on is read even from {@code LATEST}.
     *
     * @throws StreamException if the service refuses
     */
    void open() {
        iterator = newIterator();
    }

    private String newIterator() {
        opened = clock.instant();
        return stream.shardIterator(shardId, position);
    }

    /**
     * Waits for records.
     *
     * @return at least one record, or none at the end of the shard
     */
    List<ChangeRecord> next() throws InterruptedException {
        while (!atEnd) {
            try {
                String from = iterator == null ? newIterator() : iterator;
                iterator = from;
                // Taken before the read, so that no write falls between reading and waiting.
                long ticket = stream.writeTicket();
                Instant asOf = clock.instant();
                List<ChangeRecord> read = read(from);
                List<ChangeRecord> wanted = wanted(read);
                if (!wanted.isEmpty()) {
                    return wanted;
                }
                if (read.isEmpty() && !atEnd) {
                    readToTipAt = asOf;
                    awaitWrite(ticket);
                }
            } catch (StreamException e) {
                recover(e);
            }
        }
        return List.of();
    }

    private void awaitWrite(long ticket) throws InterruptedException {
        boolean isToldOfWrites = stream.isUnwrittenSince(ticket);
        ticketOfWait = OptionalLong.of(ticket);
        try {
            stream.awaitWrite(ticket, isToldOfWrites ? LONGEST_INTERVAL : POLL_INTERVAL);
        } finally {
            ticketOfWait = OptionalLong.empty();
        }
    }

    /**
     * Returns a moment up to which everything that a call had written has been returned by {@link #next}, if the shard is read to
     * its tip; otherwise an earlier one. Any thread may ask.
     */
    Instant readUpTo() {
        // Before it asks, so that a write between the two is after that moment.
        Instant now = clock.instant();
        OptionalLong ticket = ticketOfWait;
        return ticket.isPresent() && stream.isUnwrittenSince(ticket.getAsLong()) ? now : readToTipAt;
    }

    private List<ChangeRecord> read(String from) {
        Page page = stream.records(from, EventStream.MAXIMUM_RECORDS);
        failures = 0;
        notices.succeeded(shardId);
        iterator = page.nextShardIterator();
        atEnd = iterator == null;
        List<ChangeRecord> records = page.records();
        if (!records.isEmpty()) {
            position = new Position.After(records.get(records.size() - 1).sequenceNumber());
        }
        return records;
    }

    private List<ChangeRecord> wanted(List<ChangeRecord> records) {
        return notBefore
                .map(start -> records.stream()
                        .filter(record -> !record.arrival().isBefore(start))
                        .toList())
                .orElse(records);
    }

    private void recover(StreamException e) throws InterruptedException {
        // Closing interrupts a call, which then fails like a lost connection.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        switch (e.kind()) {
            case EXPIRED_ITERATOR -> reopen();
            case TRIMMED -> continueAtOldest();
            case REFUSED -> {
                reopen();
                notices.failed(shardId, e.getMessage());
            }
            case UNAVAILABLE -> notices.failed(shardId, e.getMessage());
        }
        failures++;
        sleeper.sleep(RETRY_DELAY.after(failures));
    }

    private void reopen() {
        iterator = null;
        if (position instanceof Position.Latest) {
            // LATEST would now skip what was written in the meantime.
            position = new Position.TrimHorizon();
            notBefore = Optional.of(opened.minus(ARRIVAL_PRECISION));
        }
    }

    private void continueAtOldest() {
        iterator = null;
        String side = position instanceof Position.After ? "after" : "from";
        position.number()
                .filter(number -> !isNothingMissing())
                .ifPresent(number -> notices.report(
                        "shard %s: the records %s %s were trimmed from the stream before they were read; continuing from the oldest one kept"
                                .formatted(shardId, side, number)));
        position = new Position.TrimHorizon();
    }

    /** DynamoDB Local also refuses a position after a trimmed record if everything that was written there is kept. */
    private boolean isNothingMissing() {
        Instant oldestKept = clock.instant().minus(RETENTION);
        return stream.endsWithEmptyPage() && readToTipAt.isAfter(oldestKept);
    }
}
