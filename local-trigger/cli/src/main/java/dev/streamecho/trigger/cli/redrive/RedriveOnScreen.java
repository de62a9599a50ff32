package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.RedriveListener;
import dev.streamecho.trigger.redrive.RedriveOutcome;

/** Prints what becomes of each batch, a line each. */
record RedriveOnScreen(Screen screen, Progress progress) implements RedriveListener {

    @Override
    public void redriving(String name, int done, int all) {
        progress.at("redriving " + name, done, all);
    }

    @Override
    public void finished(RedriveOutcome outcome) {
        String what = outcome.description()
                .map(description -> handled(outcome, description))
                .orElse(outcome.name());
        if (outcome.isKept()) {
            screen.styled("yellow", "kept: " + what + ": " + outcome.problem().get());
        } else {
            screen.line("redriven: " + what);
        }
    }

    private static String handled(RedriveOutcome outcome, BatchDescription description) {
        return "%s, %d of %s handled, from sequence number %s"
                .formatted(
                        description.function(),
                        outcome.handled(),
                        Shown.count(outcome.records(), "record"),
                        description.batch().startSequenceNumber());
    }
}
