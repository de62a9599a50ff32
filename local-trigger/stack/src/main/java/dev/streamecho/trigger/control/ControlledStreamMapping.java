package dev.streamecho.trigger.control;

import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.NewPosition;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/** An event source mapping on a table's stream. Implementations are thread-safe. */
public non-sealed interface ControlledStreamMapping extends ControlledMapping {

    /** Returns its configuration. */
    EventSourceMapping configuration();

    /**
     * Begins to change it. It finishes what it is at, and continues with the new configuration where it stopped.
     *
     * @return the status of the change that has begun
     * @throws dev.streamecho.trigger.UserError if it cannot be changed
     * @throws IllegalStateException if an earlier change is not over
     */
    MappingStatus change(EventSourceMapping changed);

    /**
     * Returns what {@link #moveTo} would do now; empty if that is not known, as the stream is not on this machine. It reads the
     * stream, which can take a while.
     *
     * @throws dev.streamecho.trigger.UserError if there is no such position, or the stream cannot be read
     */
    Optional<NewPosition.Effect> effectOf(NewPosition position);

    /**
     * Begins to move it. It finishes what it is at, and then reads on from there; what was tried of its batches, and the state
     * of a tumbling window, are forgotten. A mapping that is disabled stays so, and starts there once it is enabled.
     *
     * @return the status of the change that has begun
     * @throws dev.streamecho.trigger.UserError if there is no such position, or the stream cannot be read
     * @throws IllegalStateException if an earlier change is not over
     */
    MappingStatus moveTo(NewPosition position);

    /**
     * Invokes the function once more with records of one shard, in an event as the mapping makes it, whatever its filters say.
     * Nothing follows from how that ends: no retry, no discarded batch, and the mapping's position stays.
     *
     * @param records of the shard, in its order: 1 or more
     * @return how it ended; the listener has heard of it as of a call that was sent again
     * @throws InterruptedException if the caller was interrupted while it waited
     * @throws dev.streamecho.trigger.UserError if the function cannot be built or run here
     */
    InvocationReport resend(String shardId, List<ChangeRecord> records) throws InterruptedException;
}
