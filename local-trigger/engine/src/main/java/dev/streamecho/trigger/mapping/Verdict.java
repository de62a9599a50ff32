package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/** What an invocation means for its batch. */
public sealed interface Verdict {

    /** Every record was handled. */
    record Handled(Optional<JsonNode> state) implements Verdict {}

    /** The records from this index on have to be tried again; the function answered so. */
    record HandledUpTo(int index, Optional<JsonNode> state, String reason) implements Verdict {}

    /**
     * The whole batch failed.
     *
     * @param functionError whether the function failed, rather than answered with failures
     * @param reason in words for the user; those of the function can have several lines
     */
    record Failed(boolean functionError, String reason) implements Verdict {}

    /** The call did not reach the function. */
    record NotReached(String reason) implements Verdict {}

    /** Why records have to be tried again; empty if none have to. */
    default Optional<String> why() {
        if (this instanceof Failed failed) {
            return Optional.of(failed.reason());
        }
        if (this instanceof HandledUpTo upTo) {
            return Optional.of(upTo.reason());
        }
        return this instanceof NotReached unreached ? Optional.of(unreached.reason()) : Optional.empty();
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
