package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.Checkpoint.TriedBatch;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.stream.Positions;
import dev.streamecho.trigger.stream.Positions.Standing;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint of an earlier process is in the shard as it is now. What was taken in other records than the shard has
 * says nothing of these: then it is at the oldest record kept, so that records may come again and none is passed over.
 *
 * @param why a line for the user, if something is not as it was left
 */
record RevisedCheckpoint(Checkpoint.At checkpoint, Optional<String> why) {

    /**
     * Returns the position at the oldest record kept, which tells at a later start whether more was trimmed until then.
     */
    static Position oldest(Positions positions, String shardId) {
        return positions.trimmedUpTo(shardId).<Position>map(Position.After::new).orElseGet(Position.TrimHorizon::new);
    }

    /**
     * Looks at a checkpoint.
     *
     * @param savedAt when it was saved, if that is known
     */
    static RevisedCheckpoint of(Positions positions, String shardId, Checkpoint.At found, Optional<Instant> savedAt) {
        Checkpoint.At checkpoint = found.renumbered(positions::current);
        if (checkpoint.position() instanceof Position.TrimHorizon) {
            return positions
                    .trimmedUpTo(shardId)
                    .map(trimmed -> withoutTrimmed(
                            checkpoint,
                            trimmed,
                            "the records up to %s were trimmed from the stream before they were read; continuing from the oldest one kept"
                                    .formatted(trimmed)))
                    .orElseGet(() -> new RevisedCheckpoint(checkpoint, Optional.empty()));
        }
        return checkpoint
                .after()
                .map(number -> of(
                        positions,
                        shardId,
                        checkpoint,
                        !checkpoint.equals(found) && areNewer(positions, shardId, savedAt)))
                .orElseGet(() -> new RevisedCheckpoint(checkpoint, Optional.empty()));
    }

    /**
     * Returns whether all that is kept was written after the checkpoint was saved, so that none of it can be handled.
     */
    private static boolean areNewer(Positions positions, String shardId, Optional<Instant> savedAt) {
        return savedAt.isPresent()
                && positions
                        .oldestArrival(shardId)
                        .filter(savedAt.get()::isBefore)
                        .isPresent();
    }

    private static RevisedCheckpoint of(
            Positions positions, String shardId, Checkpoint.At checkpoint, boolean numberedAnew) {
        SequenceNumber number = checkpoint.after().orElseThrow();
        Standing standing = numberedAnew ? Standing.UNKNOWN : positions.of(shardId, number);
        return switch (standing) {
            case HOLDS -> new RevisedCheckpoint(checkpoint, Optional.empty());
            case TRIMMED ->
                new RevisedCheckpoint(
                        checkpoint,
                        Optional.of(
                                "the records up to %s were trimmed from the stream after a day, all of them handled; continuing from the oldest one kept"
                                        .formatted(number)));
            case LOST ->
                withoutTrimmed(
                        checkpoint,
                        positions.trimmedUpTo(shardId).orElseThrow(),
                        "the records after %s were trimmed from the stream before they were read; continuing from the oldest one kept"
                                .formatted(number));
            case UNKNOWN ->
                unknown(
                        positions,
                        shardId,
                        "the checkpoint after %s belongs to other records than the database now has: it was restored, emptied, or renumbered; starting from the oldest one kept"
                                .formatted(number));
        };
    }

    /** Nothing that was tried, and no state of a window, belongs to the records that the shard has. */
    static RevisedCheckpoint unknown(Positions positions, String shardId, String why) {
        return new RevisedCheckpoint(new Checkpoint.At(oldest(positions, shardId)), Optional.of(why));
    }

    private static RevisedCheckpoint withoutTrimmed(Checkpoint.At checkpoint, SequenceNumber trimmed, String why) {
        List<TriedBatch> left = checkpoint.tried().stream()
                .filter(batch -> batch.startSequenceNumber().isAfter(trimmed))
                .toList();
        return new RevisedCheckpoint(
                new Checkpoint.At(new Position.After(trimmed), left, checkpoint.window()), Optional.of(why));
    }
}
