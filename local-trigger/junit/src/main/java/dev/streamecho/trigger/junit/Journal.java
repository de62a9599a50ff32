package dev.streamecho.trigger.junit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in a test. */
final class Journal {
    private final Map<List<String>, Entry> entries = new LinkedHashMap<>();
    private final List<Invocation> invocations = new ArrayList<>();
    private final List<Discarded> discarded = new ArrayList<>();
    private final List<Change> handled = new ArrayList<>();
    private final History history;

    private record Entry(Change change, Fate fate) {}

    Journal(Instant start) {
        this.history = new History(start);
    }

    void read(String mapping, Change change, boolean passesFilters) {
        set(mapping, change, passesFilters ? Fate.WAITING : Fate.FILTERED);
        history.read(change, passesFilters);
    }

    void invoked(Invocation invocation) {
        invocations.add(invocation);
        List<Change> done = invocation.batch().subList(0, invocation.handled());
        done.forEach(change -> set(invocation.mapping(), change, Fate.HANDLED));
        handled.addAll(done);
        history.invoked(invocation);
    }

    void discarded(String mapping, Discarded batch) {
        discarded.add(batch);
        batch.batch().forEach(change -> set(mapping, change, Fate.DISCARDED));
        history.discarded(batch);
    }

    private void set(String mapping, Change change, Fate fate) {
        entries.put(List.of(mapping, change.table(), change.sequenceNumber()), new Entry(change, fate));
    }

    List<Change> of(Fate fate) {
        return fate == Fate.HANDLED
                ? List.copyOf(handled)
                : entries.values().stream()
                        .filter(entry -> entry.fate() == fate)
                        .map(Entry::change)
                        .toList();
    }

    List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    List<Discarded> discarded() {
        return List.copyOf(discarded);
    }

    /** Returns what happened in a few lines; empty if nothing did. */
    String history() {
        return history.text();
    }
}
