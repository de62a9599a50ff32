package dev.streamecho.trigger.cli.screen;

import dev.streamecho.trigger.Shown;
import java.util.concurrent.atomic.LongAdder;

/** Counts what mappings do. This class is thread-safe. */
final class Totals {
    private final LongAdder invocations = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder discarded = new LongAdder();

    void invoked(int handledBy) {
        invocations.increment();
        handled.add(handledBy);
    }

    void filtered(int records) {
        filtered.add(records);
    }

    void discarded(int records) {
        discarded.add(records);
    }

    /** Returns them in one line. */
    @Override
    public String toString() {
        return "%s handled in %s, %d filtered, %d discarded"
                .formatted(
                        Shown.count(handled.sum(), "record"),
                        Shown.count(invocations.sum(), "invocation"),
                        filtered.sum(),
                        discarded.sum());
    }
}
