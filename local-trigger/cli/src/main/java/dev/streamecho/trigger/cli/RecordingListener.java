package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.journal.EventCounter;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stack.ForwardingListener;
import dev.streamecho.trigger.stack.StackListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes each invocation to a file before another listener hears of it. */
final class RecordingListener extends ForwardingListener {
    private final InvocationsFile file;
    private final Map<String, EventCounter> counters = new HashMap<>();

    RecordingListener(InvocationsFile file, StackListener next) {
        super(next);
        this.file = file;
    }

    @Override
    public void invoked(InvocationReport report) {
        synchronized (counters) {
            EventCounter counter = counter(report.mapping());
            counter.invoked(report);
            file.add(report, counter.counts());
        }
        super.invoked(report);
    }

    @Override
    public void read(RecordsRead read) {
        synchronized (counters) {
            counter(read.mapping()).read(read);
        }
        super.read(read);
    }

    @Override
    public void received(MessagesReceived received) {
        synchronized (counters) {
            counter(received.mapping()).received(received);
        }
        super.received(received);
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        synchronized (counters) {
            counter(batch.mapping().logicalId()).discarded(batch, place);
        }
        super.discarded(batch, place);
    }

    private EventCounter counter(String mapping) {
        return counters.computeIfAbsent(mapping, first -> new EventCounter());
    }
}
