package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.QueueMapping;
import java.util.List;
import java.util.Optional;

/** What is shown, where lines are whole, of what a mapping does not try any more. */
final class DiscardLine {
    private static final int MOST_IDS = 3;

    private DiscardLine() {}

    static String of(DiscardedBatch batch, Optional<String> place) {
        return "%s discarded %s of shard %s after %s: %s, sequence numbers %s to %s, %s"
                .formatted(
                        batch.mapping().logicalId(),
                        Shown.count(batch.records().size(), "record"),
                        batch.shardId(),
                        Shown.count(batch.approximateInvokeCount(), "call"),
                        batch.condition(),
                        batch.records().get(0).sequenceNumber(),
                        batch.records().get(batch.records().size() - 1).sequenceNumber(),
                        describe(place));
    }

    /** Returns where the message of a discarded batch is, if it is somewhere. */
    static String describe(Optional<String> place) {
        return place.map(somewhere -> "described in " + somewhere).orElse("and there is no OnFailure destination");
    }

    /** @param messageIds those that the queue for dead letters has now, 1 or more */
    static String of(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
        int shown = Math.min(messageIds.size(), MOST_IDS);
        String others = messageIds.size() == shown ? "" : " and %d more".formatted(messageIds.size() - shown);
        return "%s: %s received %s, to the queue %s: %s%s"
                .formatted(
                        mapping,
                        Shown.count(messageIds.size(), "message"),
                        Shown.count(to.maxReceiveCount(), "time"),
                        to.queueName(),
                        String.join(", ", messageIds.subList(0, shown)),
                        others);
    }
}
