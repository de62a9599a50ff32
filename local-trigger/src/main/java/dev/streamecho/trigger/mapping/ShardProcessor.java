package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.function.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of an event source mapping for the records of one shard: filtering, batching, retries, checkpoints.
 *
 * <p>Without threads, clock or input and output, like its {@link Lane}s: {@link #advance} says what is to be done, the
 * other methods tell it what happened. It is not thread-safe.
 */
final class ShardProcessor {
    /** With the page being read and the batches under way this keeps a shard well under 32 MB. */
    private static final long FRESH_BYTES_LIMIT = 8L * 1024 * 1024;

    /** Small records cost more memory than their bytes. */
    private static final int OPEN_RECORDS_LIMIT = 20_000;

    private final RecordFilter filter;
    private final Lane[] lanes;
    private final Progress progress = new Progress();
    private final List<Command> pendingDiscards = new ArrayList<>();
    private boolean ended;

    ShardProcessor(EventSourceMapping mapping, RecordFilter filter, RetryDelay retryDelay) {
        this.filter = filter;
        lanes = new Lane[mapping.parallelizationFactor()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(i, mapping, retryDelay);
        }
    }

    /** Records were read, in the order of the shard. */
    void offer(List<ChangeRecord> records, Instant now) {
        for (ChangeRecord record : records) {
            Lane lane = laneOf(record);
            if (filter.matches(record)) {
                progress.add(record.sequenceNumber());
                lane.offer(record, now);
            } else {
                progress.skip(record.sequenceNumber());
                lane.countFiltered();
            }
        }
    }

    /** The shard was read to its end. */
    void endOfShard() {
        ended = true;
    }

    /** Whether more records may be offered; a reader that goes on all the same costs memory. */
    boolean hasRoom() {
        long bytes = 0;
        for (Lane lane : lanes) {
            bytes += lane.freshBytes();
        }
        return bytes < FRESH_BYTES_LIMIT && progress.openCount() < OPEN_RECORDS_LIMIT;
    }

    /** What is to be done now. */
    List<Command> advance(Instant now) {
        List<Command> commands = new ArrayList<>(pendingDiscards);
        pendingDiscards.clear();
        boolean flush = ended || !hasRoom();
        for (Lane lane : lanes) {
            lane.advance(now, flush, ended).ifPresent(commands::add);
        }
        return commands;
    }

    /** An invocation that was asked for has ended. */
    void completed(int lane, Invocation invocation, Instant now) {
        Lane.Completion completion = lanes[lane].completed(invocation, now);
        finish(completion.finished());
        completion.discard().ifPresent(pendingDiscards::add);
    }

    /** The destination was told of a batch given up. */
    void discarded(int lane) {
        finish(lanes[lane].discarded());
    }

    /** When to call {@link #advance} again if nothing happens before; empty if something has to happen first. */
    Optional<Instant> wakeAt() {
        Optional<Instant> earliest = Optional.empty();
        for (Lane lane : lanes) {
            Optional<Instant> wake = lane.wakeAt();
            if (earliest.isEmpty() || (wake.isPresent() && wake.get().isBefore(earliest.get()))) {
                earliest = wake;
            }
        }
        return earliest;
    }

    /** The last sequence number up to which everything is handled, filtered or given up. */
    Optional<String> checkpoint() {
        return progress.checkpoint();
    }

    /** Whether the shard was read to its end and nothing of it is open. */
    boolean isFinished() {
        if (!ended) {
            return false;
        }
        for (Lane lane : lanes) {
            if (!lane.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void finish(List<ChangeRecord> records) {
        for (ChangeRecord record : records) {
            progress.finish(record.sequenceNumber());
        }
    }

    private Lane laneOf(ChangeRecord record) {
        return lanes[Math.floorMod(record.itemKey().hashCode(), lanes.length)];
    }
}
