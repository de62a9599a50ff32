package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.RecordsRead;
import java.util.concurrent.atomic.LongAdder;

/** Counts what mappings do, so that one can tell whether they did something between two moments. This class is thread-safe. */
final class Activity extends ForwardingListener {
    private final LongAdder events = new LongAdder();

    /** Makes a counter before another listener. */
    Activity(StackListener next) {
        super(next);
    }

    /** Returns how many times records or messages came in, or an invocation ended. */
    long count() {
        return events.sum();
    }

    @Override
    public void read(RecordsRead read) {
        events.increment();
        super.read(read);
    }

    @Override
    public void received(MessagesReceived received) {
        events.increment();
        super.received(received);
    }

    @Override
    public void invoked(InvocationReport report) {
        super.invoked(report);
        events.increment();
    }
}
