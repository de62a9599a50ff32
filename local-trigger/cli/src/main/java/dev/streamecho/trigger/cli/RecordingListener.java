package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.StackListener;
import java.util.Optional;

/** Writes each invocation to a file before another listener hears of it. */
record RecordingListener(InvocationsFile file, StackListener next) implements StackListener {

    @Override
    public void invoked(InvocationReport report) {
        file.add(report);
        next.invoked(report);
    }

    @Override
    public void filtered(String mapping, int records) {
        next.filtered(mapping, records);
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        next.discarded(batch, place);
    }

    @Override
    public void notice(String mapping, String line) {
        next.notice(mapping, line);
    }

    @Override
    public void functionLine(String function, String line) {
        next.functionLine(function, line);
    }

    @Override
    public void line(String text) {
        next.line(text);
    }
}
