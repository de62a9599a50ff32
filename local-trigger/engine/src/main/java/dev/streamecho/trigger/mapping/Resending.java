package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Optional;

/**
 * Invokes a mapping's function once more with what it has read, in an event as the mapping makes it. The listener hears of it as of
 * a call that was sent again; nothing else follows.
 */
public record Resending(LambdaFunction function, MappingListener listener) {

    /**
     * Sends records of one shard.
     *
     * @param records in the order of the shard: 1 or more. With a tumbling window, it is the first one's, with an empty state
     */
    public InvocationReport send(EventSourceMapping mapping, String shardId, List<ChangeRecord> records)
            throws InterruptedException {
        Batch batch = Batch.of(records, 0).invoked();
        Optional<TumblingWindow> window = mapping.batching().hasTumblingWindow()
                ? Optional.of(TumblingWindow.containing(
                        batch.first().arrival(), mapping.batching().tumblingWindow()))
                : Optional.empty();
        Invocation invocation = function.invoke(EventEncoder.encode(records, shardId, mapping.streamArn(), window));
        Verdict verdict = Verdict.of(
                invocation.outcome(), records, mapping.failures().reportBatchItemFailures(), window.isPresent());
        return told(InvocationReport.of(mapping, shardId, batch, invocation, verdict));
    }

    /**
     * Sends messages of a queue.
     *
     * @param messages 1 or more
     */
    public InvocationReport send(QueueMapping mapping, List<QueueMessage> messages) throws InterruptedException {
        Invocation invocation = function.invoke(EventEncoder.encodeAll(messages.stream()
                .map(message -> EncodedMessage.of(message, mapping).json())
                .toList()));
        MessageVerdict verdict = MessageVerdict.of(invocation.outcome(), messages, mapping.reportBatchItemFailures());
        return told(InvocationReport.of(mapping, messages, invocation, verdict, 0));
    }

    private InvocationReport told(InvocationReport report) {
        listener.resent(report);
        return report;
    }
}
