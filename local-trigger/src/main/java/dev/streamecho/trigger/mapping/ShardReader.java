package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one shard page by page through everything that a stream can do to a reader: throttling, expired iterators,
 * trimmed records, lost connections.
 */
final class ShardReader {
    private static final int PAGE_LIMIT = 1_000;

    /** The service polls each shard four times a second. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private static final Duration LONGEST_OUTAGE_DELAY = Duration.ofSeconds(15);

    private final EventStream stream;
    private final String shardId;
    private final Sleeper sleeper;
    private final Consumer<String> notice;

    private Position position;
    private String iterator;
    private long ticket;
    private int failures;

    /** Waits; tests do not. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    ShardReader(EventStream stream, String shardId, Position start, Sleeper sleeper, Consumer<String> notice) {
        this.stream = stream;
        this.shardId = shardId;
        this.position = start;
        this.sleeper = sleeper;
        this.notice = notice;
    }

    /**
     * Takes the first shard iterator, so that everything written from now on is read.
     *
     * @throws StreamException if the service refuses
     */
    void open() {
        ticket = stream.writeTicket();
        iterator = stream.shardIterator(shardId, position);
    }

    /**
     * Waits for records.
     *
     * @return at least one record, or none at the end of the shard
     */
    List<ChangeRecord> next() throws InterruptedException {
        while (true) {
            try {
                if (iterator == null) {
                    open();
                }
                ticket = stream.writeTicket();
                Page page = stream.records(iterator, PAGE_LIMIT);
                recovered();
                iterator = page.nextShardIterator();
                if (!page.records().isEmpty()) {
                    List<ChangeRecord> records = page.records();
                    position =
                            new Position.After(records.get(records.size() - 1).sequenceNumber());
                    return records;
                }
                if (iterator == null) {
                    return List.of();
                }
                stream.awaitWrite(ticket, POLL_INTERVAL);
            } catch (StreamException e) {
                iterator = null;
                recover(e);
            }
        }
    }

    private void recover(StreamException e) throws InterruptedException {
        switch (e.kind()) {
            case EXPIRED_ITERATOR -> {}
            case TRIMMED -> {
                notice.accept("shard " + shardId + ": records behind " + position
                        + " were trimmed from the stream and cannot be delivered; going on at the oldest that is kept");
                position = new Position.TrimHorizon();
            }
            case UNAVAILABLE, REFUSED -> {
                if (failures++ == 0) {
                    notice.accept("shard " + shardId + " cannot be read, trying again: " + e.getMessage());
                }
                Duration delay = POLL_INTERVAL.multipliedBy(1L << Math.min(failures, 6));
                sleeper.sleep(delay.compareTo(LONGEST_OUTAGE_DELAY) < 0 ? delay : LONGEST_OUTAGE_DELAY);
            }
        }
    }

    private void recovered() {
        if (failures > 0) {
            notice.accept("shard " + shardId + " can be read again after " + failures + " failed tries");
            failures = 0;
        }
    }
}
