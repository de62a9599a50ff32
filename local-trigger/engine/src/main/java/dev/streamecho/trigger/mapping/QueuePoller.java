package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one event source mapping on a queue: receives messages, gathers them into batches, invokes the function, and deletes
 * what it has handled. What it has not handled is visible again after the queue's visibility timeout, so that nothing is lost
 * whenever it stops.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public final class QueuePoller implements AutoCloseable {
    /** The queue wakes who waits for messages, but not for those that it gets as a dead-letter queue. */
    private static final Duration IDLE_WAIT = Duration.ofSeconds(1);

    /** How often to look whether the function can run. */
    private static final Duration FUNCTION_INTERVAL = Duration.ofSeconds(1);

    private static final RetryDelay RETRY_DELAY = RetryDelay.doubling(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private static final Duration GRACE_OF_CLOSE = Duration.ofSeconds(5);

    private final QueueMapping mapping;
    private final MessageQueue queue;
    private final LambdaFunction function;
    private final MappingListener listener;
    private final Clock clock;
    private final Sleeper sleeper;
    private final EventFilter filter;
    private final SourceNotices notices;
    private final Semaphore freeInvocations;
    private final ExecutorService invocations;
    private final Thread thread;
    private final AtomicInteger running = new AtomicInteger();

    // Owned by the thread.
    private int filtered;
    private int failures;

    /**
     * Makes a poller that does nothing yet.
     *
     * @param queue what it reads, which is the mapping's source
     * @throws IllegalArgumentException if the service would refuse one of the mapping's filter patterns
     */
    public QueuePoller(
            QueueMapping mapping, MessageQueue queue, LambdaFunction function, MappingListener listener, Clock clock) {
        this(mapping, queue, function, listener, clock, Sleeper.OF_THREAD);
    }

    QueuePoller(
            QueueMapping mapping,
            MessageQueue queue,
            LambdaFunction function,
            MappingListener listener,
            Clock clock,
            Sleeper sleeper) {
        this.mapping = mapping;
        this.queue = queue;
        this.function = function;
        this.listener = listener;
        this.clock = clock;
        this.sleeper = sleeper;
        filter = EventFilter.of(mapping.source().filterPatterns());
        notices = new SourceNotices("queue", this::notice);
        freeInvocations = new Semaphore(mapping.batching().concurrency());
        invocations = Executors.newCachedThreadPool(task -> new Thread(task, mapping.logicalId() + " invokes"));
        thread = new Thread(this::poll, mapping.logicalId() + " receives");
    }

    /** Starts to receive, if the mapping is enabled. */
    public void start() {
        if (mapping.enabled()) {
            thread.start();
        }
    }

    /** Begins to stop: nothing more is received or invoked. It has to be closed afterwards. */
    public void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        invocations.shutdown();
    }

    /** Returns, once it stops, whether invocations are running; not those that wait for a function that cannot run. */
    public boolean isInvoking() {
        return running.get() > 0 && function.obstacle().isEmpty();
    }

    /** Lets running invocations end, within a limit, and stops. */
    @Override
    public void close() {
        stop();
        try {
            if (!invocations.awaitTermination(GRACE_OF_CLOSE.toNanos(), TimeUnit.NANOSECONDS)) {
                invocations.shutdownNow();
            }
        } catch (InterruptedException e) {
            invocations.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns whether the queue has messages that are not handled: visible ones, those that are delayed or will be visible
     * again, and those of running invocations. Any thread may ask.
     */
    public Backlog backlog() {
        try {
            // In this order, as a message is in the queue until its invocation has ended.
            return queue.isEmpty() && running.get() == 0 ? Backlog.NONE : Backlog.OPEN;
        } catch (IOException e) {
            return Backlog.OPEN;
        }
    }

    private void poll() {
        try {
            while (true) {
                // Before messages are received: while one waits here, its visibility timeout passes.
                freeInvocations.acquire();
                awaitFunction();
                List<List<EncodedMessage>> parts = gather();
                int filteredBefore = filtered;
                filtered = 0;
                running.incrementAndGet();
                invocations.execute(() -> invoke(parts, filteredBefore));
            }
        } catch (InterruptedException e) {
            // Closed; what was received is visible again later.
            Thread.currentThread().interrupt();
        }
    }

    /** A function whose source does not compile would use up the receipts of messages. */
    private void awaitFunction() throws InterruptedException {
        while (function.obstacle().isPresent()) {
            sleeper.sleep(FUNCTION_INTERVAL);
        }
    }

    private List<List<EncodedMessage>> gather() throws InterruptedException {
        MessageGathering gathering = new MessageGathering(mapping.batching(), IDLE_WAIT);
        while (!gathering.isDue(clock.instant())) {
            try {
                List<QueueMessage> received = queue.receive(gathering.room(), gathering.longestWait(clock.instant()));
                failures = 0;
                notices.succeeded(mapping.logicalId());
                gathering.add(wanted(received), clock.instant());
            } catch (IOException e) {
                // Closing interrupts a call, which then fails.
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                notices.failed(mapping.logicalId(), String.valueOf(e.getMessage()));
                failures++;
                sleeper.sleep(RETRY_DELAY.after(failures));
            }
        }
        return gathering.parts();
    }

    /** Those that pass the filters; the others are deleted. */
    private List<EncodedMessage> wanted(List<QueueMessage> received) throws InterruptedException {
        List<EncodedMessage> wanted = new ArrayList<>();
        List<QueueMessage> others = new ArrayList<>();
        for (QueueMessage message : received) {
            EncodedMessage encoded = EncodedMessage.of(message, mapping);
            if (filter.matches(encoded.json())) {
                wanted.add(encoded);
            } else {
                others.add(message);
            }
        }
        if (!received.isEmpty()) {
            listener.received(new MessagesReceived(mapping.logicalId(), received, others, clock.instant()));
        }
        if (!others.isEmpty()) {
            delete(others);
            filtered += others.size();
            listener.messagesFiltered(mapping.logicalId(), others.size());
        }
        return wanted;
    }

    private void invoke(List<List<EncodedMessage>> parts, int filteredBefore) {
        try {
            int filteredBeforePart = filteredBefore;
            for (List<EncodedMessage> part : parts) {
                boolean handled = invokeOne(part, filteredBeforePart);
                filteredBeforePart = 0;
                if (!handled && mapping.source().isFifo()) {
                    // What follows may be of the same group, and must not overtake: it comes again too.
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.decrementAndGet();
            freeInvocations.release();
        }
    }

    /** Returns whether all was handled. */
    private boolean invokeOne(List<EncodedMessage> part, int filteredBefore) throws InterruptedException {
        List<QueueMessage> messages = part.stream().map(EncodedMessage::message).toList();
        listener.invoking(InvocationStart.of(mapping, messages, clock.instant()));
        Invocation invocation = function.invoke(
                EventEncoder.encodeAll(part.stream().map(EncodedMessage::json).toList()));
        MessageVerdict verdict = MessageVerdict.of(invocation.outcome(), messages, mapping.reportBatchItemFailures());
        delete(verdict.handled());
        listener.invoked(InvocationReport.of(mapping, messages, invocation, verdict, filteredBefore));
        List<QueueMessage> dead = mapping.deadLettersOf(verdict.returned());
        if (!dead.isEmpty()) {
            listener.deadLettered(
                    mapping.logicalId(),
                    dead.stream().map(QueueMessage::messageId).toList(),
                    mapping.source().deadLetters().orElseThrow());
        }
        return verdict.returned().isEmpty();
    }

    private void delete(List<QueueMessage> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return;
        }
        try {
            List<QueueMessage> late = queue.delete(messages);
            if (!late.isEmpty()) {
                notice(
                        "%d of %d messages are delivered again, as they took longer than the queue's visibility timeout of %d s"
                                .formatted(
                                        late.size(),
                                        messages.size(),
                                        mapping.source().visibilityTimeout().toSeconds()));
            }
        } catch (IOException e) {
            notice("messages cannot be deleted, and may be delivered again: " + e.getMessage());
        }
    }

    private void notice(String line) {
        listener.notice(mapping.logicalId(), line);
    }
}
