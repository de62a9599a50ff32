package dev.streamecho.trigger.cli.recording;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Where the changes of one shard are in the file, and when they were written. It is filled before others read it. */
final class RecordedShard {
    private final String id;
    private final Optional<String> parentId;
    private long[] offsets = new long[16];
    private int[] lengths = new int[16];
    private long[] millis = new long[16];
    private int size;

    RecordedShard(String id, Optional<String> parentId) {
        this.id = id;
        this.parentId = parentId;
    }

    void add(long offset, int length, Instant arrival) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            millis = Arrays.copyOf(millis, 2 * size);
        }
        offsets[size] = offset;
        lengths[size] = length;
        // A clock that was set back makes no record come before the one that it follows.
        millis[size] = size == 0 ? arrival.toEpochMilli() : Math.max(millis[size - 1], arrival.toEpochMilli());
        size++;
    }

    String id() {
        return id;
    }

    Optional<String> parentId() {
        return parentId;
    }

    int size() {
        return size;
    }

    long offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    /** Returns when a change was there to be read. */
    Instant availableAt(int index) {
        return Instant.ofEpochMilli(millis[index]);
    }

    /** Returns how many changes there were to be read at a moment. */
    int availableAt(Instant moment) {
        long last = moment.toEpochMilli();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (millis[middle] <= last) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
