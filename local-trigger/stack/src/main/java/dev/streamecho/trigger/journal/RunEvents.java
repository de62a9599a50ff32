package dev.streamecho.trigger.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest events of a run. This class is not thread-safe. */
final class RunEvents {
    /** What an event takes beside its strings, roughly. */
    private static final int BYTES_OF_EVENT = 150;

    private final int most;
    private final long mostBytes;
    private final Deque<RunEvent> events = new ArrayDeque<>();
    private long bytes;
    private long dropped;

    RunEvents(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    void add(RunEvent event) {
        events.addLast(event);
        bytes += bytesOf(event);
        while (events.size() > most || bytes > mostBytes) {
            bytes -= bytesOf(events.removeFirst());
            dropped++;
        }
    }

    private static long bytesOf(RunEvent event) {
        return BYTES_OF_EVENT + 2L * (event.subject().length() + event.text().length());
    }

    List<RunEvent> all() {
        return List.copyOf(events);
    }

    long dropped() {
        return dropped;
    }
}
