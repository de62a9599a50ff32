package dev.streamecho.trigger.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What invocations have printed whose end is not known yet. This class is not thread-safe. */
final class Logs {
    /** Of invocations whose end nobody tells: those that were made by hand. */
    private static final int MOST_REQUESTS = 200;

    private static final int MOST_LINES = 1_000;
    private static final int MOST_CHARACTERS = 4_000_000;

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private long characters;

    void add(String requestId, String line) {
        List<String> log = lines.get(requestId);
        if (log == null) {
            log = new ArrayList<>(4);
            lines.put(requestId, log);
        }
        log.add(line);
        characters += line.length();
        if (log.size() > MOST_LINES) {
            characters -= log.remove(0).length();
        }
        if (lines.size() > MOST_REQUESTS || characters > MOST_CHARACTERS) {
            dropOldest();
        }
    }

    private void dropOldest() {
        Iterator<List<String>> oldest = lines.values().iterator();
        while (oldest.hasNext() && (lines.size() > MOST_REQUESTS || characters > MOST_CHARACTERS)) {
            characters -= charactersOf(oldest.next());
            oldest.remove();
        }
    }

    /** Returns what an invocation that has ended has printed, line by line, the last 1,000 of them. */
    List<String> take(String requestId) {
        List<String> log = lines.remove(requestId);
        if (log == null) {
            return List.of();
        }
        characters -= charactersOf(log);
        return log;
    }

    private static long charactersOf(List<String> log) {
        long sum = 0;
        for (String line : log) {
            sum += line.length();
        }
        return sum;
    }
}
