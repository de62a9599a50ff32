package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/** What an invocation means for its batch. */
public sealed interface Verdict {

    /** Returns why records have to be retried, in words for the user; empty if none have to. */
    Optional<String> why();

    /** Returns how many of the batch's records need nothing more. */
    int handledOf(int batchSize);

    /**
     * Every record was handled.
     *
     * @param state the tumbling window's new state; empty without a window
     */
    record Handled(Optional<JsonNode> state) implements Verdict {
        @Override
        public Optional<String> why() {
            return Optional.empty();
        }

        @Override
        public int handledOf(int batchSize) {
            return batchSize;
        }
    }

    /** The records from this index on have to be retried; the function answered so. */
    record HandledUpTo(int index, Optional<JsonNode> state, String reason) implements Verdict {
        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public int handledOf(int batchSize) {
            return index;
        }
    }

    /**
     * The whole batch failed.
     *
     * @param functionError whether the function failed, rather than answered with failures
     * @param reason in words for the user; those of the function can have several lines
     */
    record Failed(boolean functionError, String reason) implements Verdict {
        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public int handledOf(int batchSize) {
            return 0;
        }
    }

    /** The call did not reach the function. */
    record NotReached(String reason) implements Verdict {
        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public int handledOf(int batchSize) {
            return 0;
        }
    }

    /**
     * Reads the verdict from the end of an invocation.
     *
     * @param records of the batch
     * @param windowed whether the response has to carry the state of a tumbling window
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
     *     partial batch response with DynamoDB and Lambda</a>
     */
    static Verdict of(
            Invocation.Outcome outcome, List<ChangeRecord> records, boolean reportBatchItemFailures, boolean windowed) {
        if (outcome instanceof Invocation.NotReached) {
            return new NotReached(outcome.describe());
        }
        if (!(outcome instanceof Invocation.Success success)) {
            return new Failed(true, outcome.describe());
        }
        if (!reportBatchItemFailures && !windowed) {
            return new Handled(Optional.empty());
        }
        return BatchResponse.verdict(success.response(), records, reportBatchItemFailures, windowed);
    }
}
