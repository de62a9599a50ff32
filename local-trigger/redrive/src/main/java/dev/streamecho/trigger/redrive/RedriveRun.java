package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.util.List;
import java.util.Optional;

/** Redrives one item after the other, and counts what became of them. This class is not thread-safe. */
final class RedriveRun {
    private final BatchRedriver redriver;
    private final RedriveListener listener;
    private int redriven;
    private int kept;
    private int handled;

    RedriveRun(BatchRedriver redriver, RedriveListener listener) {
        this.redriver = redriver;
        this.listener = listener;
    }

    /** Redrives items in the order of each shard. */
    void redrive(List<RedriveItem> items) throws InterruptedException {
        List<RedriveItem> ordered = items.stream().sorted(RedriveItem.ORDER).toList();
        for (RedriveItem item : ordered) {
            listener.redriving(item.name(), redriven + kept, ordered.size());
            RedriveOutcome outcome = item.description().isPresent()
                    ? redrive(item, item.description().get())
                    : new RedriveOutcome(item.name(), Optional.empty(), 0, 0, item.problem());
            handled += outcome.handled();
            if (outcome.isKept()) {
                kept++;
            } else {
                redriven++;
            }
            listener.finished(outcome);
        }
    }

    private RedriveOutcome redrive(RedriveItem item, BatchDescription description) throws InterruptedException {
        Redriven result = redriver.redrive(description);
        Optional<String> problem = result.problem();
        if (result.isDone()) {
            try {
                item.done().run();
            } catch (UserError e) {
                problem = Optional.of("its message cannot be deleted and will come again: " + e.getMessage());
            }
        }
        return new RedriveOutcome(item.name(), item.description(), result.records(), result.handled(), problem);
    }

    /** Returns what was done so far with files. */
    RedriveTotals totals() {
        return new RedriveTotals(redriven, handled, kept, 0, 0);
    }

    /** Returns what was done so far with messages of a queue, given how many it had before. */
    RedriveTotals totals(FailureQueue.Count before) {
        int unread = Math.max(0, before.visible() - redriven - kept);
        return new RedriveTotals(redriven, handled, kept, unread, before.inFlight());
    }
}
