package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.function.Invocation;
import java.time.Duration;
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
 * @param latency from the write of the first record to the start of the call; empty without records
 * @param filtered how many records the filters dropped before it
 */
public record InvocationReport(
        String mapping,
        String function,
        int attempt,
        int batchSize,
        Optional<String> startSequenceNumber,
        Optional<String> endSequenceNumber,
        Result result,
        Optional<Duration> latency,
        int filtered,
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

    static InvocationReport of(EventSourceMapping mapping, Command.Invoke invoke, Invocation invocation) {
        Batch batch = invoke.batch();
        boolean empty = batch.records().isEmpty();
        return new InvocationReport(
                mapping.logicalId(),
                mapping.functionLogicalId(),
                batch.invocations(),
                batch.size(),
                empty ? Optional.empty() : Optional.of(batch.first().sequenceNumber()),
                empty ? Optional.empty() : Optional.of(batch.last().sequenceNumber()),
                resultOf(mapping, invoke, invocation),
                empty
                        ? Optional.empty()
                        : Optional.of(Duration.between(batch.first().arrival(), invocation.calledAt())),
                batch.filtered(),
                invocation);
    }

    private static Result resultOf(EventSourceMapping mapping, Command.Invoke invoke, Invocation invocation) {
        Invocation.Outcome outcome = invocation.outcome();
        if (outcome instanceof Invocation.TimedOut) {
            return Result.TIMEOUT;
        }
        if (outcome instanceof Invocation.InitError) {
            return Result.INIT_ERROR;
        }
        if (outcome instanceof Invocation.NotReached) {
            return Result.NOT_REACHED;
        }
        if (outcome instanceof Invocation.FunctionError) {
            return Result.ERROR;
        }
        Verdict verdict = Verdict.of(
                outcome,
                invoke.batch(),
                mapping.reportBatchItemFailures(),
                invoke.window().isPresent());
        return verdict instanceof Verdict.Handled ? Result.SUCCESS : Result.PARTIAL;
    }
}
