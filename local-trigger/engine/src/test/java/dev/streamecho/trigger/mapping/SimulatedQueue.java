package dev.streamecho.trigger.mapping;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A queue in memory, whose messages have their bodies as ids. Those of a group are in order, as in a FIFO queue. */
final class SimulatedQueue implements MessageQueue {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();

    private static final class Entry {
        private final String body;
        private final String group;
        private final Instant sent;
        private int receiveCount;
        private Instant visibleFrom = Instant.MIN;

        private Entry(String body, String group, Instant sent) {
            this.body = body;
            this.group = group;
            this.sent = sent;
        }
    }

    SimulatedQueue(Clock clock) {
        this.clock = clock;
    }

    synchronized void send(String... bodies) {
        for (String body : bodies) {
            sendTo(body, body);
        }
    }

    /** Sends a message to a group. */
    synchronized void sendTo(String group, String body) {
        entries.add(new Entry(body, group, clock.instant()));
        notifyAll();
    }

    /** From now on it cannot be asked. */
    synchronized void fails(String why) {
        trouble = Optional.of(why);
    }

    synchronized void works() {
        trouble = Optional.empty();
    }

    /** The bodies that are in it, hidden or not. */
    synchronized List<String> bodies() {
        return entries.stream().map(entry -> entry.body).toList();
    }

    @Override
    public synchronized List<QueueMessage> receive(int count, Duration longestWait)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + longestWait.toNanos();
        while (true) {
            if (trouble.isPresent()) {
                throw new IOException(trouble.get());
            }
            List<QueueMessage> received = receiveNow(count);
            if (!received.isEmpty() || System.nanoTime() >= end) {
                return received;
            }
            // The clock may jump meanwhile.
            wait(LOOK_AGAIN.toMillis());
        }
    }

    private List<QueueMessage> receiveNow(int count) {
        Instant now = clock.instant();
        Set<String> blocked = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.visibleFrom.isAfter(now)) {
                blocked.add(entry.group);
            }
        }
        List<QueueMessage> received = new ArrayList<>();
        for (Entry entry : entries) {
            if (received.size() < count && !blocked.contains(entry.group)) {
                entry.receiveCount++;
                entry.visibleFrom = now.plus(TestQueueMapping.VISIBILITY_TIMEOUT);
                received.add(new QueueMessage(
                        entry.body,
                        receiptHandle(entry),
                        entry.body,
                        entry.receiveCount,
                        entry.sent,
                        Map.of("ApproximateReceiveCount", String.valueOf(entry.receiveCount)),
                        Map.of()));
            }
        }
        return received;
    }

    @Override
    public synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    private static String receiptHandle(Entry entry) {
        return entry.body + "#" + entry.receiveCount;
    }

    @Override
    public synchronized List<QueueMessage> delete(List<QueueMessage> messages) {
        List<QueueMessage> late = new ArrayList<>();
        for (QueueMessage message : messages) {
            entries.removeIf(entry -> receiptHandle(entry).equals(message.receiptHandle()));
            if (bodies().contains(message.body())) {
                late.add(message);
            }
        }
        notifyAll();
        return late;
    }
}
