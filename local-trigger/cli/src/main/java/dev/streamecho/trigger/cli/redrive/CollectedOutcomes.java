package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.redrive.RedriveListener;
import dev.streamecho.trigger.redrive.RedriveOutcome;
import java.util.List;

/** Keeps what becomes of each batch, for whoever needs it together. */
record CollectedOutcomes(List<RedriveOutcome> outcomes, Progress progress) implements RedriveListener {

    @Override
    public void redriving(String name, int done, int all) {
        progress.at("redriving " + name, done, all);
    }

    @Override
    public void finished(RedriveOutcome outcome) {
        outcomes.add(outcome);
    }
}
