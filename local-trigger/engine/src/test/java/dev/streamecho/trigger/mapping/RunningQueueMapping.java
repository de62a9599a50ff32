package dev.streamecho.trigger.mapping;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue poller with what it tells. */
final class RunningQueueMapping implements AutoCloseable {
    private final QueuePoller poller;
    private final List<InvocationReport> reports = new CopyOnWriteArrayList<>();
    private final List<String> deadLetters = new CopyOnWriteArrayList<>();
    private final List<Integer> filtered = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();

    private RunningQueueMapping(TestQueueMapping mapping, MessageQueue queue, FakeConsumer function, Clock clock) {
        MappingListener listener = new MappingListener() {
            @Override
            public void invoked(InvocationReport report) {
                reports.add(report);
            }

            @Override
            public void messagesFiltered(String mapping, int messages) {
                filtered.add(messages);
            }

            @Override
            public void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
                messageIds.forEach(id -> deadLetters.add(id + " to " + to.queueName()));
            }

            @Override
            public void discarded(DiscardedBatch batch, Optional<String> place) {
                throw new AssertionError("a queue's mapping discards nothing");
            }

            @Override
            public void notice(String mapping, String line) {
                notices.add(line);
            }
        };
        // Whoever retries does so at once.
        poller = new QueuePoller(mapping.build(), queue, function, listener, clock, duration -> Thread.sleep(1));
    }

    static RunningQueueMapping start(TestQueueMapping mapping, MessageQueue queue, FakeConsumer function, Clock clock) {
        RunningQueueMapping running = new RunningQueueMapping(mapping, queue, function, clock);
        running.poller.start();
        return running;
    }

    Backlog backlog() {
        return poller.backlog();
    }

    void stop() {
        poller.stop();
    }

    boolean isInvoking() {
        return poller.isInvoking();
    }

    List<InvocationReport> reports() {
        return List.copyOf(reports);
    }

    List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    List<Integer> filtered() {
        return List.copyOf(filtered);
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        poller.close();
    }
}
