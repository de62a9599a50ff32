package dev.streamecho.trigger.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The records that are kept, by the time at which they were written. */
final class Arrivals {
    private final List<RecordEntry> byTime;

    Arrivals(Numbered<RecordEntry> records) {
        byTime = new ArrayList<>(records.size());
        for (long n = records.first(); n < records.nextNumber(); n++) {
            RecordEntry entry = records.get(n);
            if (entry != null) {
                byTime.add(entry);
            }
        }
        byTime.sort(Comparator.comparing(RecordEntry::arrival));
    }

    /** Returns the numbers of those that were written in a time, both ends included. */
    List<Long> between(Instant from, Instant to) {
        int low = 0;
        int high = byTime.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byTime.get(middle).arrival().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Long> found = new ArrayList<>();
        for (int i = low; i < byTime.size() && !byTime.get(i).arrival().isAfter(to); i++) {
            found.add(byTime.get(i).n);
        }
        return found;
    }
}
