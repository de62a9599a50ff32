package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch that a mapping discards.
 *
 * @param mapping the mapping
 * @param shardId the shard that it came from
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 * @param approximateInvokeCount how often the function was called with just these records
 * @param requestId of the last invocation, if there was one
 * @param functionError whether the last invocation failed, rather than answered with failures; empty if there was none
 * @param records the records, in the order of the shard
 * @param at when it was discarded
 */
public record DiscardedBatch(
        EventSourceMapping mapping,
        String shardId,
        String condition,
        int approximateInvokeCount,
        Optional<String> requestId,
        Optional<Boolean> functionError,
        List<ChangeRecord> records,
        Instant at) {

    static DiscardedBatch of(EventSourceMapping mapping, String shardId, Command.Discard discard, Instant at) {
        Batch batch = discard.batch();
        return new DiscardedBatch(
                mapping,
                shardId,
                discard.condition().toString(),
                batch.invocations(),
                batch.lastFailure().map(Batch.Failure::requestId),
                batch.lastFailure().map(Batch.Failure::functionError),
                batch.records(),
                at);
    }
}
