package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an invocation means for the messages of its batch.
 *
 * @param handled those that are deleted
 * @param returned those that stay in the queue, and are visible again once their visibility timeout is over
 * @param result how it ended
 * @param why messages stay, in words for the user; empty if none do
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an SQS event
 *     source in Lambda</a>
 */
record MessageVerdict(List<QueueMessage> handled, List<QueueMessage> returned, Result result, Optional<String> why) {

    static MessageVerdict of(Invocation.Outcome outcome, List<QueueMessage> batch, boolean reportBatchItemFailures) {
        if (!(outcome instanceof Invocation.Success success)) {
            return allReturned(batch, Result.of(outcome), outcome.describe());
        }
        if (!reportBatchItemFailures) {
            return allHandled(batch);
        }
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            indices.put(batch.get(i).messageId(), i);
        }
        ItemFailures failures = ItemFailures.read(success.response(), ItemFailures.Item.MESSAGE, indices::get);
        return failures.whyMalformed()
                .map(reason -> allReturned(batch, Result.PARTIAL, reason))
                .orElseGet(() -> without(failures.indices(), batch));
    }

    private static MessageVerdict allHandled(List<QueueMessage> batch) {
        return new MessageVerdict(batch, List.of(), Result.SUCCESS, Optional.empty());
    }

    private static MessageVerdict allReturned(List<QueueMessage> batch, Result result, String why) {
        return new MessageVerdict(List.of(), batch, result, Optional.of(why));
    }

    private static MessageVerdict without(SortedSet<Integer> reported, List<QueueMessage> batch) {
        if (reported.isEmpty()) {
            return allHandled(batch);
        }
        List<QueueMessage> handled = new ArrayList<>();
        List<QueueMessage> returned = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            (reported.contains(i) ? returned : handled).add(batch.get(i));
        }
        String others = reported.size() == 1 ? "" : " and %d more".formatted(reported.size() - 1);
        return new MessageVerdict(
                handled,
                returned,
                Result.PARTIAL,
                Optional.of("the response reports " + returned.get(0).messageId() + others));
    }
}
