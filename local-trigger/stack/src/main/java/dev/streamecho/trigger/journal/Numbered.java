package dev.streamecho.trigger.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest of things that are numbered from 1 on, without gaps. This class is not thread-safe. */
final class Numbered<T> {
    private final @Nullable Object[] ring;
    private long first = 1;
    private long next = 1;

    Numbered(int most) {
        ring = new Object[most];
    }

    /** The number of the one that is added next. */
    long nextNumber() {
        return next;
    }

    /** Lets the first one that is added have this number. */
    void startAt(long number) {
        first = number;
        next = number;
    }

    /** The number of the oldest one kept, or the next number if there is none. */
    long first() {
        return first;
    }

    int size() {
        return (int) (next - first);
    }

    boolean isFull() {
        return size() == ring.length;
    }

    /** Adds one; there has to be room for it. */
    void add(T thing) {
        if (isFull()) {
            throw new IllegalStateException("no room for number " + next);
        }
        ring[place(next)] = thing;
        next++;
    }

    /** Returns one; null if there is none with this number, or none any more. */
    @SuppressWarnings("unchecked")
    @Nullable
    T get(long number) {
        return number >= first && number < next ? (T) ring[place(number)] : null;
    }

    /** Returns the oldest one; there has to be one. */
    T oldest() {
        return Objects.requireNonNull(get(first), "nothing is kept");
    }

    T removeOldest() {
        T oldest = oldest();
        ring[place(first)] = null;
        first++;
        return oldest;
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }
}
