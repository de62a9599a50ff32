package dev.streamecho.trigger.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call of the function that begins.
 *
 * @param mapping the mapping's logical id
 * @param function the function's logical id
 * @param attempt 1 for the first call with these records
 * @param lane which of the shard's batches that run at a time it is, from 0; always 0 without a {@code ParallelizationFactor}
 * @param records of the batch; empty if they are messages of a queue
 * @param messageIds of the batch; none if they are records of a stream
 * @param at when
 */
public record InvocationStart(
        String mapping,
        String function,
        int attempt,
        int lane,
        Optional<InvocationReport.Records> records,
        List<String> messageIds,
        Instant at) {

    static InvocationStart of(EventSourceMapping mapping, String shardId, Command.Invoke invoke, Instant at) {
        Batch batch = invoke.batch();
        return new InvocationStart(
                mapping.logicalId(),
                mapping.function().logicalId(),
                batch.invocations(),
                invoke.lane(),
                Optional.of(new InvocationReport.Records(shardId, batch.records())),
                List.of(),
                at);
    }

    static InvocationStart of(QueueMapping mapping, List<QueueMessage> batch, Instant at) {
        return new InvocationStart(
                mapping.logicalId(),
                mapping.function().logicalId(),
                QueueMessage.highestReceiveCount(batch),
                0,
                Optional.empty(),
                batch.stream().map(QueueMessage::messageId).toList(),
                at);
    }
}
