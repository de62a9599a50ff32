package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one shard through its {@link ShardProcessor}: one thread reads ahead, one owns the processor, and invocations
 * run on the executor. A page is read ahead only when the processor has room.
 */
final class ShardWorker implements AutoCloseable {
    /** Whether a tumbling window is over depends on how far the shard is read, which nobody tells. */
    private static final Duration LONGEST_WAIT_IN_WINDOW = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** The owner's thread answers at once, unless it invokes the function. */
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(100);

    private final String shardId;
    private final ShardReader reader;
    private final ShardProcessor processor;
    private final OfMapping ofMapping;
    private final Delivery delivery;
    private final PersistentSave persistent;

    /** What happened, for the owner's thread to tell the processor. */
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();

    private final Semaphore pagesWanted = new Semaphore(1);

    /** The invocations that have begun, and not ended. */
    private final AtomicInteger invoking = new AtomicInteger();

    private final Thread readerThread;
    private final Thread ownerThread;

    // Owned by the owner's thread.
    private boolean pageOwed;
    private int running;
    private boolean stopping;
    private Checkpoint savedCheckpoint;
    private @Nullable ShardProgress toldProgress;

    // Owned by whoever closes it.
    private boolean stopped;
    private long stoppedAtNanos;

    /**
     * What all shards of a mapping share.
     *
     * @param invocations runs the calls of the function
     * @param graceOfClose how long a running invocation may take to end when the mapping is closed
     * @param shardFinished called with a shard's id once it is handled to its end
     */
    record OfMapping(
            EventSourceMapping mapping,
            Delivery delivery,
            Checkpoints checkpoints,
            Executor invocations,
            Sleeper sleeper,
            Duration graceOfClose,
            Consumer<String> shardFinished) {}

    ShardWorker(String shardId, ShardReader reader, ShardProcessor processor, OfMapping ofMapping) {
        this.shardId = shardId;
        this.reader = reader;
        this.processor = processor;
        this.ofMapping = ofMapping;
        delivery = ofMapping.delivery();
        persistent = new PersistentSave(ofMapping.sleeper(), this::notice);
        savedCheckpoint = processor.checkpoint();
        readerThread = new Thread(this::read, mapping().logicalId() + " reads " + shardId);
        ownerThread = new Thread(this::handle, mapping().logicalId() + " handles " + shardId);
    }

    void start() {
        readerThread.start();
        ownerThread.start();
    }

    /** Returns whether what was written to the shard before a moment is handled. Any thread may ask. */
    Backlog backlog(Instant moment) throws InterruptedException {
        // Asked before the question is: the pages that were read before that are in the inbox before it.
        Instant upTo = reader.readUpTo();
        CompletableFuture<Boolean> idle = new CompletableFuture<>();
        Runnable question = () -> idle.complete(processor.isIdle());
        inbox.add(question);
        try {
            if (!idle.get(LONGEST_ANSWER.toNanos(), TimeUnit.NANOSECONDS)) {
                return Backlog.OPEN;
            }
        } catch (TimeoutException e) {
            // Otherwise the questions of somebody who waits would heap up.
            inbox.remove(question);
            return Backlog.OPEN;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return upTo.isBefore(moment) ? Backlog.UNREAD : Backlog.NONE;
    }

    /** Begins to stop: nothing more is read or invoked. */
    void stop() {
        stoppedAtNanos = System.nanoTime();
        if (!stopped) {
            stopped = true;
            readerThread.interrupt();
            inbox.add(() -> stopping = true);
        }
    }

    /** Returns whether invocations have begun, and not ended. Any thread may ask. */
    boolean isInvoking() {
        return invoking.get() > 0;
    }

    /** Lets the running invocations end, within a limit since {@link #stop}, and saves the checkpoint. */
    @Override
    public void close() {
        if (!stopped) {
            stop();
        }
        Duration left = ofMapping.graceOfClose().minusNanos(System.nanoTime() - stoppedAtNanos);
        try {
            // Zero would wait for ever.
            ownerThread.join(Math.max(1, left.toMillis()));
            ownerThread.interrupt();
            ownerThread.join();
            readerThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            boolean atEnd = false;
            while (!atEnd) {
                pagesWanted.acquire();
                List<ChangeRecord> page = reader.next();
                atEnd = page.isEmpty();
                inbox.add(atEnd ? processor::endOfShard : () -> pageRead(page));
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    private void handle() {
        try {
            while (!processor.isFinished() && !(stopping && running == 0)) {
                takeWhatHappened();
                saveCheckpoint();
                tellProgress();
                if (!stopping) {
                    act();
                }
            }
            if (processor.isFinished()) {
                tellProgress();
                save(new Checkpoint.ShardEnd());
                ofMapping.shardFinished().accept(shardId);
            }
        } catch (InterruptedException e) {
            // Closed before the function answered: the batch is not finished and will be delivered again.
            Thread.currentThread().interrupt();
        }
    }

    private void takeWhatHappened() throws InterruptedException {
        Runnable happened = inbox.poll(waitingTime().toNanos(), TimeUnit.NANOSECONDS);
        // Asked before the inbox is emptied: the pages that were read before that moment are in there.
        Instant moment = reader.readUpTo();
        while (happened != null) {
            happened.run();
            happened = inbox.poll();
        }
        if (pageOwed && processor.hasRoom()) {
            pageOwed = false;
            pagesWanted.release();
        }
        processor.readUpTo(moment);
    }

    private Duration waitingTime() {
        if (stopping) {
            // Only for what is running: what becomes due meanwhile is not done.
            return LONGEST_WAIT;
        }
        Duration longest = mapping().batching().hasTumblingWindow() ? LONGEST_WAIT_IN_WINDOW : LONGEST_WAIT;
        Instant now = now();
        Duration untilWake =
                processor.wakeAt().map(wake -> Duration.between(now, wake)).orElse(longest);
        if (untilWake.isNegative()) {
            return Duration.ZERO;
        }
        return untilWake.compareTo(longest) < 0 ? untilWake : longest;
    }

    private void pageRead(List<ChangeRecord> records) {
        Instant now = now();
        List<ChangeRecord> filtered = processor.offer(records, now);
        delivery.listener().read(new RecordsRead(mapping().logicalId(), shardId, records, filtered, now));
        if (!filtered.isEmpty()) {
            delivery.listener().filtered(mapping().logicalId(), filtered.size());
        }
        pageOwed = true;
    }

    private void invocationEnded(Command.Invoke invoke, Optional<Invocation> ended) {
        running--;
        ended.ifPresentOrElse(
                invocation -> {
                    Instant now = now();
                    Verdict verdict = processor.completed(invoke.lane(), invocation, now);
                    InvocationReport report =
                            InvocationReport.of(mapping(), shardId, invoke.batch(), invocation, verdict);
                    delivery.listener().invoked(report);
                    if (!report.isHandled()) {
                        delivery.listener().returned(processor.returned(invoke.lane(), report, now));
                    }
                },
                () -> stopping = true);
    }

    private void act() throws InterruptedException {
        boolean discarded;
        do {
            discarded = false;
            for (Command command : processor.advance(now())) {
                if (command instanceof Command.Invoke invoke) {
                    running++;
                    invoking.incrementAndGet();
                    delivery.listener().invoking(InvocationStart.of(mapping(), shardId, invoke, now()));
                    ofMapping.invocations().execute(() -> {
                        Optional<Invocation> ended = invoke(invoke);
                        inbox.add(() -> invocationEnded(invoke, ended));
                    });
                } else if (command instanceof Command.Discard discard) {
                    discard(discard);
                    discarded = true;
                } else {
                    throw new IllegalStateException("nobody carries out " + command);
                }
            }
        } while (discarded);
    }

    private Optional<Invocation> invoke(Command.Invoke invoke) {
        byte[] event =
                EventEncoder.encode(invoke.batch().records(), shardId, mapping().streamArn(), invoke.window());
        try {
            return Optional.of(delivery.function().invoke(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            invoking.decrementAndGet();
        }
    }

    private void discard(Command.Discard discard) throws InterruptedException {
        DiscardedBatch batch = DiscardedBatch.of(mapping(), shardId, discard, now());
        persistent.save(
                "the message of a discarded batch", () -> delivery.destination().send(batch));
        delivery.listener().discarded(batch, delivery.destination().placeOf(mapping()));
        processor.discarded(discard.lane());
        saveCheckpoint();
    }

    private void tellProgress() {
        ShardProgress progress = processor.progress(mapping().logicalId(), shardId, now());
        if (toldProgress == null || !progress.isLike(toldProgress)) {
            delivery.listener().progressed(progress);
            toldProgress = progress;
        }
    }

    private void saveCheckpoint() throws InterruptedException {
        Checkpoint checkpoint = processor.checkpoint();
        if (!checkpoint.equals(savedCheckpoint)) {
            save(checkpoint);
            savedCheckpoint = checkpoint;
        }
    }

    private void save(Checkpoint checkpoint) throws InterruptedException {
        persistent.save("the checkpoint", () -> ofMapping.checkpoints().save(shardId, checkpoint));
    }

    private EventSourceMapping mapping() {
        return ofMapping.mapping();
    }

    private Instant now() {
        return delivery.clock().instant();
    }

    private void notice(String line) {
        delivery.listener().notice(mapping().logicalId(), "shard " + shardId + ": " + line);
    }
}
