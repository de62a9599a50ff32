package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Page;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Positions;
import dev.streamecho.trigger.stream.Shard;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings the checkpoints of a mapping to what its stream has when it starts: a stream that was never read gets those of the
 * {@code StartingPosition}; of one that was read, they have to be of the records that its shards have.
 *
 * @param notice takes a line for the user
 */
record StartingCheckpoints(
        EventSourceMapping mapping, EventStream stream, Checkpoints checkpoints, Consumer<String> notice) {
    /**
     * Makes or revises the checkpoints.
     *
     * @param shards all that the stream has
     * @throws dev.streamecho.trigger.stream.StreamException if the stream cannot be read
     * @throws UserError if no checkpoints can be kept
     */
    void prepare(List<Shard> shards) {
        if (checkpoints.shardIds().isEmpty()) {
            takeStartingPositions(shards);
        } else {
            finishLostShards(shards);
            shards.forEach(this::revise);
        }
    }

    private void takeStartingPositions(List<Shard> shards) {
        boolean latest = mapping.source().startingPosition() == StartingPosition.LATEST;
        for (Shard shard : shards) {
            if (!latest) {
                save(shard.id(), new Checkpoint.At(oldest(shard)));
            } else if (shard.closed()) {
                save(shard.id(), new Checkpoint.ShardEnd());
            } else {
                save(shard.id(), new Checkpoint.At(latestOf(shard)));
            }
        }
    }

    /** A stream keeps its records for 24 hours, and a shard not much longer. */
    private void finishLostShards(List<Shard> shards) {
        Set<String> kept = shards.stream().map(Shard::id).collect(Collectors.toSet());
        for (String shardId : checkpoints.shardIds()) {
            if (!kept.contains(shardId) && !checkpoints.isFinished(shardId)) {
                notice.accept("shard %s is gone from the stream; what was not read of it cannot be delivered"
                        .formatted(shardId));
                save(shardId, new Checkpoint.ShardEnd());
            }
        }
    }

    private void revise(Shard shard) {
        Optional<Checkpoint> found = checkpoints.of(shard.id());
        if (checkpoints.isFinished(shard.id()) && (shard.closed() || positions() == Positions.UNCHECKED)) {
            return;
        }
        RevisedCheckpoint revised = found.orElse(null) instanceof Checkpoint.ShardEnd
                ? RevisedCheckpoint.unknown(
                        positions(),
                        shard.id(),
                        "it was handled to its end, and is open in the database now, which was restored; starting from the oldest record kept")
                : RevisedCheckpoint.of(
                        positions(),
                        shard.id(),
                        found.map(Checkpoint.At.class::cast)
                                .orElseGet(() -> new Checkpoint.At(new Position.TrimHorizon())),
                        checkpoints.savedAt(shard.id()));
        revised.why().ifPresent(why -> notice.accept("shard %s: %s".formatted(shard.id(), why)));
        boolean isAsFound = found.map(revised.checkpoint()::equals)
                .orElseGet(() -> revised.why().isEmpty());
        if (!isAsFound) {
            save(shard.id(), revised.checkpoint());
        }
    }

    private Positions positions() {
        return stream.positions();
    }

    private Position oldest(Shard shard) {
        return RevisedCheckpoint.oldest(positions(), shard.id());
    }

    private void save(String shardId, Checkpoint checkpoint) {
        try {
            checkpoints.save(shardId, checkpoint);
        } catch (IOException e) {
            throw new UserError(
                    "%s: the checkpoints cannot be saved: %s".formatted(mapping.logicalId(), e.getMessage()), e);
        }
    }

    /**
     * Returns a place that is still the same one when the mapping was stopped before the first record came. Where the positions are
     * not known, a day's records would have to be read for it, and a mapping in memory does without.
     */
    private Position latestOf(Shard shard) {
        if (!checkpoints.outlastProcess() && positions() == Positions.UNCHECKED) {
            return new Position.Latest();
        }
        Position position = oldest(shard);
        String iterator = stream.shardIterator(shard.id(), position);
        while (iterator != null) {
            Page page = stream.records(iterator, EventStream.MAXIMUM_RECORDS);
            List<ChangeRecord> records = page.records();
            if (records.isEmpty()) {
                return position;
            }
            position = new Position.After(records.get(records.size() - 1).sequenceNumber());
            iterator = page.nextShardIterator();
        }
        return position;
    }
}
