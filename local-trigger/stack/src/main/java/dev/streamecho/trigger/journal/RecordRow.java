package dev.streamecho.trigger.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A record, or a message of a queue, on its way through one mapping: what a line of a list needs.
 *
 * @param n its number in the run, ascending in the order of reading; the same change in another mapping, or read once more, has
 *     another one
 * @param at when it was written or sent
 * @param change what happened to the item
 * @param key the item's key, as {@code id=1} or {@code id=1, sort=2}; of a message, its {@code messageId}
 * @param source the logical id of the table or queue
 * @param mapping the mapping's logical id
 * @param function the function's logical id
 * @param shardId where it was read; empty if it is a message
 * @param id its sequence number, or its {@code messageId}
 * @param sizeBytes its {@code SizeBytes}; of a message, the length of its body
 * @param state where it is on its way
 * @param outcome how that looks to the user
 * @param attempts how often the function was called with it, in whatever batch
 * @param latency from the write to the start of the first call; empty if there was none
 * @param batch the number of the batch that it is in; empty before its first one
 */
public record RecordRow(
        long n,
        Instant at,
        Change change,
        String key,
        String source,
        String mapping,
        String function,
        Optional<String> shardId,
        String id,
        int sizeBytes,
        State state,
        Outcome outcome,
        int attempts,
        Optional<Duration> latency,
        Optional<Long> batch) {

    /** What happened to an item. */
    public enum Change {
        INSERT,
        MODIFY,
        REMOVE,
        /** It is a message of a queue. */
        MESSAGE
    }

    /** Where a record is on its way. */
    public enum State {
        /** It was read, and needs an invocation, or another one. */
        OPEN,
        /** No filter pattern matched it. */
        FILTERED,
        /** The function has handled it. */
        HANDLED,
        /** Its attempts are used up, or it is too old. */
        DISCARDED;

        /** Returns the word in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The one word for a record: its state, or, while that is open, how its last attempt ended. */
    public enum Outcome {
        SUCCESS("success"),
        PARTIAL("partial"),
        ERROR("error"),
        TIMEOUT("timeout"),
        INIT_ERROR("initError"),
        INVALID_RESPONSE("invalidResponse"),
        NOT_REACHED("notReached"),
        FILTERED("filtered"),
        DISCARDED("discarded"),
        /** It was never tried. */
        WAITING("waiting"),
        /** It is tried again now. */
        RETRYING("retrying");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** Returns the word, as the invocations file has it where it has it. */
        @Override
        public String toString() {
            return text;
        }
    }
}
