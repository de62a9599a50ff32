package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.Sleeper;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.stream.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Reads the records of a batch again, from the stream or from what S3 got, and checks that they are those that the message
 * describes.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">
 *     GetShardIterator</a>
 */
final class BatchReader {
    /** A quiet shard has many empty pages, but fewer than this. */
    private static final int MOST_PAGES = 2_000;

    /** With a wait between them that doubles, half a minute. */
    private static final int TRIES = 8;

    private static final RetryDelay RETRY_DELAY = RetryDelay.doubling(Duration.ofMillis(250), Duration.ofSeconds(16));

    private final boolean ignoresFilter;
    private final Sleeper sleeper;

    /**
     * Makes a reader.
     *
     * @param ignoresFilter whether it takes every record between the first and the last
     */
    BatchReader(boolean ignoresFilter) {
        this(ignoresFilter, Sleeper.OF_THREAD);
    }

    BatchReader(boolean ignoresFilter, Sleeper sleeper) {
        this.ignoresFilter = ignoresFilter;
        this.sleeper = sleeper;
    }

    /**
     * Returns the records of the batch, as the function gets them.
     *
     * @throws RedriveException if the stream cannot be read, or has records there other than those that the message describes
     */
    BatchRecords read(BatchDescription description, Deployment deployment, MappingSettings mapping)
            throws RedriveException, InterruptedException {
        if (description.payload().isPresent()) {
            return new BatchRecords(EventPayload.records(description.payload().get()), Optional.empty());
        }
        StreamBatch batch = deployment.current(description.batch());
        List<String> patterns = ignoresFilter ? List.of() : mapping.filterPatterns();
        // A number that was given twice was given again a day after the first time, or later.
        Instant latest = batch.equals(description.batch())
                ? Instant.MAX
                : batch.lastArrival().plus(Duration.ofMinutes(1));
        BatchRange range = new BatchRange(batch, EventFilter.of(patterns), latest);
        EventStream stream = deployment.stream(batch);
        if (!read(stream, range, new Position.At(batch.startSequenceNumber()))) {
            range.clear();
            read(stream, range, new Position.TrimHorizon());
        }
        BatchRecords records = range.records();
        if (records.forgotten().isEmpty() && !ignoresFilter) {
            check(batch, mapping, records.records());
        }
        return records;
    }

    private static void check(StreamBatch batch, MappingSettings mapping, List<ChangeRecord> records)
            throws RedriveException {
        int found = records.size();
        boolean isWhole = mapping.hasLanes() ? found >= batch.batchSize() : found == batch.batchSize();
        if (!isWhole
                || !records.get(0).sequenceNumber().equals(batch.startSequenceNumber())
                || !records.get(found - 1).sequenceNumber().equals(batch.endSequenceNumber())) {
            throw new RedriveException(
                    ("the filter of %s passes %d of its records now, and the batch had %d: it was changed since;"
                                    + " --no-filter takes every record between the first and the last")
                            .formatted(mapping.name(), found, batch.batchSize()));
        }
    }

    /** Reads up to the end of the range; returns false if the stream has forgotten that position. */
    private boolean read(EventStream stream, BatchRange range, Position position)
            throws RedriveException, InterruptedException {
        String shardId = range.batch().shardId();
        try {
            String iterator = call(() -> stream.shardIterator(shardId, position));
            for (int page = 0; page < MOST_PAGES; page++) {
                String from = iterator;
                Page read = call(() -> stream.records(from, EventStream.MAXIMUM_RECORDS));
                range.add(read.records());
                String next = read.nextShardIterator();
                boolean isAtTip = read.records().isEmpty() && stream.endsWithEmptyPage();
                if (range.isPassed() || next == null || isAtTip) {
                    return range.isPassed();
                }
                iterator = next;
            }
        } catch (StreamException e) {
            if (e.kind() == Kind.TRIMMED || (e.kind() == Kind.REFUSED && isGone(shardId, stream))) {
                return false;
            }
            throw new RedriveException("the stream cannot be read: " + e.getMessage(), e);
        }
        throw new RedriveException("%d pages of its shard do not reach sequence number %s"
                .formatted(MOST_PAGES, range.batch().endSequenceNumber()));
    }

    private boolean isGone(String shardId, EventStream stream) throws InterruptedException {
        try {
            return call(stream::shards).stream().noneMatch(shard -> shard.id().equals(shardId));
        } catch (StreamException e) {
            // A stream that we may not read is not gone; the first refusal tells why.
            return e.getCause() instanceof ResourceNotFoundException;
        }
    }

    private <T> T call(Supplier<T> call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (StreamException e) {
                if (e.kind() != Kind.UNAVAILABLE || attempt == TRIES) {
                    throw e;
                }
            }
            sleeper.sleep(RETRY_DELAY.after(attempt));
        }
    }
}
