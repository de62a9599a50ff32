package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.journal.EventCounter;
import dev.streamecho.trigger.journal.EventCounts;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.stack.ForwardingListener;
import dev.streamecho.trigger.stack.StackListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes each invocation to a file before another listener hears of it. */
final class RecordingListener extends ForwardingListener {
    private final InvocationsFile file;
    // Guarded by itself, and with it the next one.
    private final Map<String, EventCounter> counters = new HashMap<>();
    private boolean hasFailed;

    RecordingListener(InvocationsFile file, StackListener next) {
        super(next);
        this.file = file;
    }

    @Override
    public void invoked(InvocationReport report) {
        Optional<String> problem;
        synchronized (counters) {
            EventCounter counter = counter(report.mapping());
            counter.invoked(report);
            problem = add(report, counter.counts());
        }
        problem.ifPresent(this::notice);
        super.invoked(report);
    }

    /** Returns what is to be said if the line could not be added, as on a full disk; the run goes on without the file. */
    private Optional<String> add(InvocationReport report, EventCounts counts) {
        if (hasFailed) {
            return Optional.empty();
        }
        try {
            file.add(report, counts);
            return Optional.empty();
        } catch (IOException e) {
            hasFailed = true;
            return Optional.of("--invocations: the file cannot be written any more (%s), and has no further invocations"
                    .formatted(e.getMessage()));
        }
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
