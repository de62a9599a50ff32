package dev.streamecho.trigger.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What happened in a test as lines for a person, the last ones. */
final class History {
    private static final int LINES_LIMIT = 40;
    private static final int KEYS_LIMIT = 5;
    private static final int REASON_LIMIT = 160;

    private final Instant start;
    /** Made when somebody reads them, as most tests pass. */
    private final Deque<Supplier<String>> lines = new ArrayDeque<>();

    private int dropped;

    History(Instant start) {
        this.start = start;
    }

    void read(Change change, boolean passesFilters) {
        add(
                change.writtenAt(),
                () -> "%s written to %s%s"
                        .formatted(change, change.table(), passesFilters ? "" : ", which the filters drop"));
    }

    void invoked(Invocation invocation) {
        add(invocation.at(), () -> lineOf(invocation));
    }

    private static String lineOf(Invocation invocation) {
        String end = invocation.reason().map(History::firstLine).orElse("handled");
        String part = invocation.result() == Invocation.Result.PARTIAL && invocation.handled() > 0
                ? "%d handled, then ".formatted(invocation.handled())
                : "";
        return "%s called with %s, attempt %d: %s%s"
                .formatted(invocation.function(), keys(invocation.keys()), invocation.attempt(), part, end);
    }

    void discarded(Discarded batch) {
        add(batch.at(), () -> "discarded %s: %s".formatted(keys(batch.keys()), batch.condition()));
    }

    private void add(Instant at, Supplier<String> line) {
        lines.add(() -> "  %9s  %s".formatted(sinceStart(at), line.get()));
        if (lines.size() > LINES_LIMIT) {
            lines.removeFirst();
            dropped++;
        }
    }

    private String sinceStart(Instant at) {
        Duration since = Duration.between(start, at);
        return since.toHours() > 0
                ? "%d:%02d:%02d h".formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart())
                : "%d:%02d.%d".formatted(since.toMinutes(), since.toSecondsPart(), since.toMillisPart() / 100);
    }

    /** Returns the first keys of a batch, and how many more there are. */
    static String keys(List<String> keys) {
        if (keys.isEmpty()) {
            return "the end of the window";
        }
        String some = keys.stream().limit(KEYS_LIMIT).collect(Collectors.joining(", "));
        return keys.size() > KEYS_LIMIT ? "%s and %d more".formatted(some, keys.size() - KEYS_LIMIT) : some;
    }

    private static String firstLine(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() > REASON_LIMIT ? line.substring(0, REASON_LIMIT) + "…" : line;
    }

    String text() {
        if (lines.isEmpty()) {
            return "";
        }
        String before = dropped == 0 ? "" : "\n  … %d earlier lines".formatted(dropped);
        return "what happened, by the test's clock:" + before + "\n"
                + lines.stream().map(Supplier::get).collect(Collectors.joining("\n"));
    }
}
