package dev.streamecho.trigger.stream;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the readers of a table's stream when something may have been written. This class is thread-safe. */
public final class WriteSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private long writes;

    /** Tells that something may have been written. */
    public void signal() {
        lock.lock();
        try {
            writes++;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a ticket for {@link #await}. */
    long ticket() {
        lock.lock();
        try {
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** Returns at the first signal after the ticket was taken, with true, or when the limit has passed. */
    boolean await(long ticket, Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (writes == ticket && nanos > 0) {
                nanos = written.awaitNanos(nanos);
            }
            return writes != ticket;
        } finally {
            lock.unlock();
        }
    }
}
