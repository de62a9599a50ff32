package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of an event source mapping for the records of one shard: filtering, batching, retries, checkpoints.
 *
 * <p>Without threads, clock or input and output, like its {@link Lane}s: {@link #advance} says what is to be done, the
 * other methods tell it what happened. This class is not thread-safe.
 */
final class ShardProcessor {
    /** Two batches of 6 MB: with the page being read and the encoded events this keeps a shard under 32 MB. */
    private static final long OPEN_BYTES_LIMIT = 2L * LambdaFunction.PAYLOAD_LIMIT_BYTES;

    /** Small records cost more memory than their bytes; and so many may be delivered again after a crash. */
    private static final int OPEN_RECORDS_LIMIT = 20_000;

    private final EventSourceMapping.Batching batching;
    private final RecordFilter filter;
    private final Checkpoint.At start;
    private final EarlierTries earlier;
    private final Lane[] lanes;
    private final Progress progress = new Progress();
    private long openBytes;
    private boolean ended;
    private Instant readUpTo = Instant.EPOCH;

    /**
     * Makes a processor for what is read from a checkpoint on.
     *
     * <p>Each of its lanes has one invocation at a time.
     */
    ShardProcessor(EventSourceMapping mapping, RecordFilter filter, RetryDelay retryDelay, Checkpoint.At start) {
        this.filter = filter;
        this.start = start;
        earlier = new EarlierTries(start.tried());
        boolean windowed = mapping.batching().hasTumblingWindow();
        batching = mapping.batching();
        lanes = new Lane[batching.lanes()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(i, mapping, retryDelay, earlier, windowed ? start.window() : Optional.empty());
        }
    }

    /**
     * Records were read, in the order of the shard.
     *
     * @return those of them that the filters dropped
     */
    List<ChangeRecord> offer(List<ChangeRecord> records, Instant now) {
        List<ChangeRecord> filtered = new ArrayList<>();
        for (ChangeRecord record : records) {
            FreshRecords fresh = lanes[batching.laneOf(record.itemKey())].fresh();
            earlier.read(record.sequenceNumber());
            if (filter.matches(record)) {
                progress.add(record.sequenceNumber(), record.arrival());
                openBytes += EventEncoder.sizeOf(record);
                fresh.add(record, now);
            } else {
                progress.skip(record.sequenceNumber());
                earlier.forget(record.sequenceNumber());
                fresh.countFiltered();
                filtered.add(record);
            }
        }
        return filtered;
    }

    /** Everything that was written before this moment was offered. */
    void readUpTo(Instant moment) {
        readUpTo = moment;
    }

    /** The shard was read to its end. */
    void endOfShard() {
        ended = true;
    }

    /** Returns whether more records may be offered; a reader that continues all the same costs memory. */
    boolean hasRoom() {
        return openBytes < OPEN_BYTES_LIMIT && progress.size() < OPEN_RECORDS_LIMIT;
    }

    /** Returns what is to be done now. */
    List<Command> advance(Instant now) {
        Lane.Reading reading = new Lane.Reading(readUpTo, ended, !hasRoom());
        List<Command> commands = new ArrayList<>();
        for (Lane lane : lanes) {
            lane.advance(now, reading).ifPresent(commands::add);
        }
        return commands;
    }

    /**
     * An invocation that was asked for has ended.
     *
     * @return what that means for its batch
     */
    Verdict completed(int lane, Invocation invocation, Instant now) {
        Verdict verdict = lanes[lane].verdict(invocation.outcome());
        finish(lanes[lane].completed(invocation.requestId(), verdict, now));
        return verdict;
    }

    /** The destination has the message of a discarded batch. */
    void discarded(int lane) {
        finish(lanes[lane].discarded());
    }

    /**
     * Returns when to call {@link #advance} again if nothing happens before; empty if something has to happen first.
     */
    Optional<Instant> wakeAt() {
        return Stream.of(lanes).map(Lane::wakeAt).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /**
     * Returns where to continue after a stop or a crash: after the last record up to which all is handled, filtered or
     * discarded.
     */
    Checkpoint.At checkpoint() {
        List<TriedBatch> tried = Stream.concat(Stream.of(lanes).flatMap(Lane::triedBatches), earlier.left().stream())
                .toList();
        return new Checkpoint.At(position(), tried, lanes[0].window());
    }

    /** Returns how far it is. */
    ShardProgress progress(String mapping, String shardId, Instant now) {
        return new ShardProgress(
                mapping, shardId, position(), progress.size(), progress.oldest(), !hasRoom(), isFinished(), now);
    }

    /**
     * Returns what was made of the records that an invocation has not handled, before anything else happens to them.
     *
     * @param report of the invocation, which has {@link #completed}
     */
    RecordsReturned returned(int lane, InvocationReport report, Instant now) {
        InvocationReport.Records records = report.records().orElseThrow();
        return new RecordsReturned(
                report.mapping(),
                records.shardId(),
                lanes[lane].next(report.batchSize() - report.handled()),
                lanes[lane].backsOffUntil(),
                now);
    }

    /** Returns whether the shard was read to its end and nothing of it is open. */
    boolean isFinished() {
        return ended && Stream.of(lanes).allMatch(Lane::isEmpty);
    }

    /** Returns whether everything that was offered is handled, filtered or discarded; a tumbling window may be open. */
    boolean isIdle() {
        return Stream.of(lanes).allMatch(Lane::isIdle);
    }

    /** Returns when the tumbling window ends that is open. */
    Optional<Instant> windowEnd() {
        return lanes[0].window().map(TumblingWindow::end);
    }

    private void finish(List<ChangeRecord> records) {
        for (ChangeRecord record : records) {
            progress.finish(record.sequenceNumber());
            openBytes -= EventEncoder.sizeOf(record);
        }
    }

    private Position position() {
        return progress.checkpoint().<Position>map(Position.After::new).orElse(start.position());
    }
}
