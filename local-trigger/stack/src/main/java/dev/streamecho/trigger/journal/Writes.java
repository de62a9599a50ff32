package dev.streamecho.trigger.journal;

import java.util.ArrayList;
import java.util.List;

/** The newest calls that wrote an item, or would have. This class is thread-safe. */
final class Writes {
    private static final int MOST = 10_000;

    // Guarded by this, as who writes should not wait for who reads records.
    private final Numbered<NotedWrite> newest = new Numbered<>(MOST);

    synchronized void add(NotedWrite write) {
        if (newest.isFull()) {
            newest.removeOldest();
        }
        newest.add(write);
    }

    /** Returns them, the newest first. */
    synchronized List<NotedWrite> all() {
        List<NotedWrite> all = new ArrayList<>(newest.size());
        for (long n = newest.nextNumber() - 1; n >= newest.first(); n--) {
            NotedWrite write = newest.get(n);
            if (write != null) {
                all.add(write);
            }
        }
        return all;
    }
}
