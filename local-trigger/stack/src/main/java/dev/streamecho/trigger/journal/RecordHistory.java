package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of one record, or of one message, through one mapping, as far as it has come.
 *
 * @param mapping the mapping's logical id
 * @param shardId where it was read; empty if it is a message of a queue
 * @param id its sequence number, or its {@code messageId}
 * @param content a record as the event has it, in JSON; of a message, its body
 * @param arrival when it was written or sent
 * @param steps what happened to it, the earliest first: 1 or more
 */
public record RecordHistory(
        String mapping, Optional<String> shardId, String id, String content, Instant arrival, List<Step> steps) {

    /** Where a record is on its way. */
    public enum State {
        /** It was read, and needs an invocation, or another one. */
        OPEN,
        /** No filter pattern matched it. */
        FILTERED,
        /** The function has handled it. */
        HANDLED,
        /** Its attempts are used up, or it is too old. */
        DISCARDED
    }

    /** Makes a history; the list is copied. */
    public RecordHistory {
        steps = List.copyOf(steps);
    }

    /** Returns where it is. */
    public State state() {
        Step last = steps.get(steps.size() - 1);
        if (last instanceof Step.Filtered) {
            return State.FILTERED;
        }
        if (last instanceof Step.Discarded) {
            return State.DISCARDED;
        }
        return last instanceof Step.Attempted attempted && attempted.isHandled() ? State.HANDLED : State.OPEN;
    }
}
