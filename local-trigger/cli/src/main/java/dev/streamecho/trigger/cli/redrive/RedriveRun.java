package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.redrive.FailedBatch;
import dev.streamecho.trigger.redrive.Redriven;
import dev.streamecho.trigger.redrive.Redriver;
import java.util.List;
import java.util.Optional;

/** Redrives one description after the other, and says what became of each. It is used by one thread. */
final class RedriveRun {
    private final Redriver redriver;
    private final Screen screen;
    private final Progress progress;
    private int done;
    private int kept;
    private int handled;

    RedriveRun(Redriver redriver, Screen screen, Progress progress) {
        this.redriver = redriver;
        this.screen = screen;
        this.progress = progress;
    }

    /** Redrives them, in the order of each shard. */
    void redrive(List<RedriveItem> items) throws InterruptedException {
        List<RedriveItem> ordered = items.stream().sorted(RedriveItem.ORDER).toList();
        for (RedriveItem item : ordered) {
            progress.at("redriving " + item.name(), done + kept, ordered.size());
            if (item.batch().isPresent()) {
                redrive(item, item.batch().get());
            } else {
                keep(item.name() + ": " + item.problem().orElse(""));
            }
        }
    }

    private void redrive(RedriveItem item, FailedBatch batch) throws InterruptedException {
        Redriven result = redriver.redrive(batch);
        handled += result.handled();
        Optional<String> problem = result.problem();
        if (result.isDone()) {
            try {
                item.done().run();
            } catch (UserError e) {
                problem = Optional.of("its message cannot be deleted and will come again: " + e.getMessage());
            }
        }
        String what = "%s, %d of %s handled, from sequence number %s"
                .formatted(
                        batch.function(),
                        result.handled(),
                        Shown.count(result.records(), "record"),
                        batch.startSequenceNumber());
        if (problem.isPresent()) {
            keep(what + ": " + problem.get());
        } else {
            done++;
            screen.line("redriven: " + what);
        }
    }

    private void keep(String line) {
        kept++;
        screen.styled("yellow", "kept: " + line);
    }

    boolean hasKeptSome() {
        return kept > 0;
    }

    /** What was done, in one line. */
    String summary() {
        return "%s redriven, %s handled; %d kept"
                .formatted(Shown.count(done, "batch"), Shown.count(handled, "record"), kept);
    }
}
