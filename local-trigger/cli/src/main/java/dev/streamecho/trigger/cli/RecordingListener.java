package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.ForwardingListener;
import dev.streamecho.trigger.stack.StackListener;

/** Writes each invocation to a file before another listener hears of it. */
final class RecordingListener extends ForwardingListener {
    private final InvocationsFile file;

    RecordingListener(InvocationsFile file, StackListener next) {
        super(next);
        this.file = file;
    }

    @Override
    public void invoked(InvocationReport report) {
        file.add(report);
        super.invoked(report);
    }
}
