package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.EventEncoder;
import dev.streamecho.trigger.mapping.Verdict;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.List;
import java.util.Optional;

/** Puts records through the function of their batch, in their order, up to the first one that it does not handle. */
final class Invoker implements RecordsHandler {
    private final Deployment deployment;
    private final int attempts;

    /**
     * Makes an invoker.
     *
     * @param attempts how many times records are tried before they are left, 1 or more; after a partial response that moved on,
     *     those that are left have all their attempts before them, as in a mapping
     */
    Invoker(Deployment deployment, int attempts) {
        this.deployment = deployment;
        this.attempts = attempts;
    }

    @Override
    public Redriven handle(BatchDescription description, MappingSettings mapping, List<ChangeRecord> records)
            throws RedriveException, InterruptedException {
        if (mapping.hasTumblingWindow()) {
            throw new RedriveException(
                    mapping.name() + " has a tumbling window, whose state is gone; --to-file saves the records");
        }
        LambdaFunction function = deployment.function(description);
        int handled = 0;
        int failures = 0;
        while (handled < records.size()) {
            List<ChangeRecord> batch = Batches.first(records.subList(handled, records.size()), mapping.batchSize());
            Invocation invocation = function.invoke(EventEncoder.encode(batch));
            Verdict verdict = Verdict.of(invocation.outcome(), batch, mapping.reportBatchItemFailures(), false);
            int moved = verdict.handledOf(batch.size());
            handled += moved;
            failures = moved > 0 ? 0 : failures + 1;
            if (verdict instanceof Verdict.NotReached || failures == attempts) {
                return Redriven.left(
                        records.size(),
                        handled,
                        problem(verdict, records.get(handled).sequenceNumber()));
            }
        }
        return new Redriven(records.size(), handled, Optional.empty());
    }

    private static String problem(Verdict verdict, SequenceNumber sequenceNumber) {
        String reason = oneLine(verdict.why().orElse(""));
        if (verdict instanceof Verdict.NotReached) {
            return "the function was not reached for sequence number %s: %s".formatted(sequenceNumber, reason);
        }
        if (verdict instanceof Verdict.Failed failed) {
            return "the function %s at sequence number %s or after it: %s"
                    .formatted(failed.functionError() ? "failed" : "reports a failure", sequenceNumber, reason);
        }
        return "the function reports a failure at sequence number " + sequenceNumber;
    }

    private static String oneLine(String string) {
        return string.lines().findFirst().orElse("");
    }
}
