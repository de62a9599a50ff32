package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One invocation that an event source mapping made.
 *
 * @param mapping the mapping's logical id
 * @param function the function's logical id
 * @param attempt 1 for the first call with these records
 * @param batchSize the number of records
 * @param startSequenceNumber of the first record; empty where a tumbling window ends without records
 * @param endSequenceNumber of the last record
 * @param result how it ended for the batch
 * @param handled how many records need nothing more after it
 * @param latency from the write of the first record to the start of the call; empty without records
 * @param filtered how many records the filters dropped before it
 * @param reason why records have to be retried, in words for the user; empty if none have to
 */
public record InvocationReport(
        String mapping,
        String function,
        int attempt,
        int batchSize,
        Optional<SequenceNumber> startSequenceNumber,
        Optional<SequenceNumber> endSequenceNumber,
        Result result,
        int handled,
        Optional<Duration> latency,
        int filtered,
        Optional<String> reason,
        Invocation invocation) {

    /** How an invocation ended for its batch. */
    public enum Result {
        SUCCESS("success"),
        PARTIAL("partial"),
        ERROR("error"),
        TIMEOUT("timeout"),
        INIT_ERROR("initError"),
        NOT_REACHED("notReached");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static InvocationReport of(EventSourceMapping mapping, Batch batch, Invocation invocation, Verdict verdict) {
        boolean empty = batch.records().isEmpty();
        return new InvocationReport(
                mapping.logicalId(),
                mapping.function().logicalId(),
                batch.invocations(),
                batch.size(),
                empty ? Optional.empty() : Optional.of(batch.first().sequenceNumber()),
                empty ? Optional.empty() : Optional.of(batch.last().sequenceNumber()),
                resultOf(invocation.outcome(), verdict),
                verdict.handledOf(batch.size()),
                empty ? Optional.empty() : Optional.of(latency(batch.first().arrival(), invocation.calledAt())),
                batch.filtered(),
                verdict.why(),
                invocation);
    }

    /** A clock that was set back between the two makes no call sooner than its write. */
    private static Duration latency(Instant write, Instant call) {
        return call.isBefore(write) ? Duration.ZERO : Duration.between(write, call);
    }

    private static Result resultOf(Invocation.Outcome outcome, Verdict verdict) {
        if (outcome instanceof Invocation.TimedOut) {
            return Result.TIMEOUT;
        }
        if (outcome instanceof Invocation.InitError) {
            return Result.INIT_ERROR;
        }
        if (outcome instanceof Invocation.NotReached) {
            return Result.NOT_REACHED;
        }
        if (verdict instanceof Verdict.Handled) {
            return Result.SUCCESS;
        }
        return verdict instanceof Verdict.Failed failed && failed.functionError() ? Result.ERROR : Result.PARTIAL;
    }
}
