package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A batch: records that are invoked together, with what came of it.
 *
 * @param n its number in the run, ascending in the order in which batches were made
 * @param mapping the mapping's logical id
 * @param function the function's logical id
 * @param shardId where its records were read; empty if they are messages
 * @param records their numbers, in the order of the shard; none in the last call of a tumbling window. The oldest may be dropped
 * @param size how many they are
 * @param startId the sequence number, or {@code messageId}, of the first; empty without records
 * @param endId that of the last
 * @param at when it was made
 * @param parent the batch that it is a part of; empty if it was made of what was read
 * @param children the batches that it was split into, in the order of the shard
 * @param root the batch that all of its tree came from; its own number without a parent
 * @param state what becomes of it
 * @param nextAttemptAt when it is tried next, if it waits for that; of messages, when they are visible again
 * @param attempts the calls that have ended, the earliest first
 * @param discarded how it was discarded, if it was
 */
public record BatchRow(
        long n,
        String mapping,
        String function,
        Optional<String> shardId,
        List<Long> records,
        int size,
        Optional<String> startId,
        Optional<String> endId,
        Instant at,
        Optional<Long> parent,
        List<Long> children,
        long root,
        State state,
        Optional<Instant> nextAttemptAt,
        List<Attempt> attempts,
        Optional<Step.Discarded> discarded) {

    /** What becomes of a batch. */
    public enum State {
        /** It is a part of a batch, and not its turn. */
        WAITING("waiting"),
        /** The function is called with it. */
        INVOKING("invoking"),
        /** It failed, and is tried again later. */
        BACKING_OFF("backingOff"),
        /** It goes on as its children. */
        SPLIT("split"),
        /** Every record is handled. */
        HANDLED("handled"),
        /** Nothing more is tried with it. */
        DISCARDED("discarded"),
        /** Messages that were not handled are visible in their queue again, and come in other batches. */
        RETURNED("returned");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns the word. */
        @Override
        public String toString() {
            return text;
        }

        /** Returns whether nothing more happens to it. */
        public boolean isFinal() {
            return this != WAITING && this != INVOKING && this != BACKING_OFF;
        }
    }

    /** Makes a row; the lists are copied. */
    public BatchRow {
        records = List.copyOf(records);
        children = List.copyOf(children);
        attempts = List.copyOf(attempts);
    }

    /** Returns it in words: {@code batch 12 (records 3 to 7)}. */
    public String describe() {
        return records.isEmpty()
                ? "batch " + n
                : records.size() == 1
                        ? String.format(Locale.ROOT, "batch %d (record %d)", n, records.get(0))
                        : String.format(
                                Locale.ROOT,
                                "batch %d (records %d to %d)",
                                n,
                                records.get(0),
                                records.get(records.size() - 1));
    }
}
