package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param records of the batch; empty if they are messages of a queue
 * @param messages of the batch; empty if they are records of a stream
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
        Invocation invocation,
        Optional<Records> records,
        Optional<Messages> messages) {

    /**
     * The records of a batch.
     *
     * @param shardId where they were read
     * @param all in the order of the shard; none where a tumbling window ends without records
     */
    public record Records(String shardId, List<ChangeRecord> all) {}

    /**
     * The messages of a batch.
     *
     * @param ids their {@code messageId}s
     * @param returned the ids of those that were not handled
     * @param visibleAgainAfter how long after they were received those that were not handled are visible again; empty if
     *     none of them are
     */
    public record Messages(List<String> ids, List<String> returned, Optional<Duration> visibleAgainAfter) {
        public Messages {
            ids = List.copyOf(ids);
            returned = List.copyOf(returned);
        }
    }

    /** How an invocation ended for its batch. */
    public enum Result {
        /** Every record was handled. */
        SUCCESS("success"),
        /** The response reports item failures. */
        PARTIAL("partial"),
        /** The function answered, and its response is none that the mapping accepts: the whole batch failed. */
        INVALID_RESPONSE("invalidResponse"),
        /** The function threw, or its process ended. */
        ERROR("error"),
        /** The function did not answer in time. */
        TIMEOUT("timeout"),
        /** No process of the function could be started. */
        INIT_ERROR("initError"),
        /** The call did not reach the function. */
        NOT_REACHED("notReached");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        /** Of an invocation that did not succeed. */
        static Result of(Invocation.Outcome outcome) {
            if (outcome instanceof Invocation.TimedOut) {
                return TIMEOUT;
            }
            if (outcome instanceof Invocation.InitError) {
                return INIT_ERROR;
            }
            return outcome instanceof Invocation.NotReached ? NOT_REACHED : ERROR;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Returns whether no record of it has to be retried. */
    public boolean isHandled() {
        return result == Result.SUCCESS;
    }

    static InvocationReport of(
            EventSourceMapping mapping, String shardId, Batch batch, Invocation invocation, Verdict verdict) {
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
                invocation,
                Optional.of(new Records(shardId, batch.records())),
                Optional.empty());
    }

    /** Of messages, the attempt is the highest of their receive counts, and the latency that of the first one. */
    static InvocationReport of(
            QueueMapping mapping,
            List<QueueMessage> batch,
            Invocation invocation,
            MessageVerdict verdict,
            int filtered) {
        Optional<Duration> visibleAgainAfter =
                mapping.comingAgain(verdict.returned()).isEmpty()
                        ? Optional.empty()
                        : Optional.of(mapping.source().visibilityTimeout());
        return new InvocationReport(
                mapping.logicalId(),
                mapping.function().logicalId(),
                QueueMessage.highestReceiveCount(batch),
                batch.size(),
                Optional.empty(),
                Optional.empty(),
                verdict.result(),
                verdict.handled().size(),
                Optional.of(latency(batch.get(0).sentAt(), invocation.calledAt())),
                filtered,
                verdict.why(),
                invocation,
                Optional.empty(),
                Optional.of(new Messages(idsOf(batch), idsOf(verdict.returned()), visibleAgainAfter)));
    }

    private static List<String> idsOf(List<QueueMessage> messages) {
        return messages.stream().map(QueueMessage::messageId).toList();
    }

    /** A clock that was set back between the two makes no call sooner than its write. */
    private static Duration latency(Instant write, Instant call) {
        return call.isBefore(write) ? Duration.ZERO : Duration.between(write, call);
    }

    private static Result resultOf(Invocation.Outcome outcome, Verdict verdict) {
        if (!(outcome instanceof Invocation.Success)) {
            return Result.of(outcome);
        }
        if (outcome instanceof Invocation.FunctionError) {
            return Result.ERROR;
        }
        if (verdict instanceof Verdict.Failed) {
            return Result.INVALID_RESPONSE;
        }
        return verdict instanceof Verdict.Handled ? Result.SUCCESS : Result.PARTIAL;
    }
}
