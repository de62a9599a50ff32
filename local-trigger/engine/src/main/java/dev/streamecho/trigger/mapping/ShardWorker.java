package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries one shard through its {@link ShardProcessor}: one thread reads ahead, one owns the processor, and invocations
 * run on the executor. A page is read ahead only when the processor has room.
 */
final class ShardWorker implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final EventSourceMapping mapping;
    private final String shardId;
    private final ShardReader reader;
    private final ShardProcessor processor;
    private final LambdaFunction function;
    private final Executor invocations;
    private final Surroundings surroundings;
    private final Keeper keeper;

    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Semaphore pagesWanted = new Semaphore(1);
    private final Thread readerThread;
    private final Thread ownerThread;

    // Owned by the owner's thread.
    private boolean pageOwed;
    private int running;
    private boolean stopping;
    private Checkpoint savedCheckpoint;

    // Owned by whoever closes it.
    private boolean stopped;
    private long stoppedAtNanos;

    private volatile Instant readUpTo = Instant.EPOCH;

    private sealed interface Message {}

    private record PageRead(List<ChangeRecord> records) implements Message {}

    private record Invoked(Command.Invoke invoke, Optional<Invocation> invocation) implements Message {}

    private record Stop() implements Message {}

    /**
     * What all shards of a mapping share.
     *
     * @param graceOfClose how long a running invocation may take to end when the mapping is closed
     * @param shardFinished called once a shard is handled to its end, with its id
     */
    record Surroundings(
            Checkpoints checkpoints,
            OnFailureDestination destination,
            MappingListener listener,
            Clock clock,
            Sleeper sleeper,
            Duration graceOfClose,
            Consumer<String> shardFinished) {}

    ShardWorker(
            EventSourceMapping mapping,
            String shardId,
            ShardReader reader,
            ShardProcessor processor,
            LambdaFunction function,
            Executor invocations,
            Surroundings surroundings) {
        this.mapping = mapping;
        this.shardId = shardId;
        this.reader = reader;
        this.processor = processor;
        this.function = function;
        this.invocations = invocations;
        this.surroundings = surroundings;
        keeper = new Keeper(surroundings.sleeper(), this::notice);
        savedCheckpoint = processor.checkpoint();
        readerThread = new Thread(this::read, mapping.logicalId() + " reads " + shardId);
        ownerThread = new Thread(this::handle, mapping.logicalId() + " handles " + shardId);
    }

    void start() {
        readerThread.start();
        ownerThread.start();
    }

    /** Begins to stop: nothing more is read or invoked. */
    void stop() {
        stopped = true;
        stoppedAtNanos = System.nanoTime();
        readerThread.interrupt();
        inbox.add(new Stop());
    }

    /** Lets the running invocations end, within a limit since {@link #stop}, and saves the checkpoint. */
    @Override
    public void close() {
        if (!stopped) {
            stop();
        }
        Duration left = surroundings.graceOfClose().minusNanos(System.nanoTime() - stoppedAtNanos);
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
            List<ChangeRecord> page;
            do {
                pagesWanted.acquire();
                page = reader.next(moment -> readUpTo = moment);
                inbox.add(new PageRead(page));
            } while (!page.isEmpty());
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    private void handle() {
        try {
            while (!processor.isFinished() && !(stopping && running == 0)) {
                takeMessages();
                saveCheckpoint();
                if (!stopping) {
                    act();
                }
            }
            if (processor.isFinished()) {
                keeper.keep(
                        "the checkpoint", () -> surroundings.checkpoints().save(shardId, new Checkpoint.ShardEnd()));
                surroundings.shardFinished().accept(shardId);
            }
        } catch (InterruptedException e) {
            // Closed before the function answered: the batch is not finished and will be delivered again.
            Thread.currentThread().interrupt();
        }
    }

    private void takeMessages() throws InterruptedException {
        Message message = inbox.poll(waitingTime().toNanos(), TimeUnit.NANOSECONDS);
        // Asked before the inbox is emptied: the pages that were read before that moment are in there.
        Instant moment = readUpTo;
        while (message != null) {
            take(message);
            message = inbox.poll();
        }
        processor.readUpTo(moment);
    }

    private Duration waitingTime() {
        if (stopping) {
            // Only for what is running: what is due meanwhile is not done any more.
            return LONGEST_WAIT;
        }
        Instant now = surroundings.clock().instant();
        Duration untilWake =
                processor.wakeAt().map(wake -> Duration.between(now, wake)).orElse(LONGEST_WAIT);
        if (untilWake.isNegative()) {
            return Duration.ZERO;
        }
        return untilWake.compareTo(LONGEST_WAIT) < 0 ? untilWake : LONGEST_WAIT;
    }

    private void take(Message message) {
        if (message instanceof PageRead page) {
            if (page.records().isEmpty()) {
                processor.endOfShard();
            } else {
                int filtered =
                        processor.offer(page.records(), surroundings.clock().instant());
                if (filtered > 0) {
                    surroundings.listener().filtered(mapping.logicalId(), filtered);
                }
                pageOwed = true;
            }
        } else if (message instanceof Invoked invoked) {
            running--;
            if (invoked.invocation().isEmpty()) {
                stopping = true;
                return;
            }
            Command.Invoke invoke = invoked.invoke();
            Invocation invocation = invoked.invocation().get();
            Verdict verdict = processor.completed(
                    invoke.lane(), invocation, surroundings.clock().instant());
            surroundings.listener().invoked(InvocationReport.of(mapping, invoke.batch(), invocation, verdict));
        } else {
            stopping = true;
        }
        if (pageOwed && processor.hasRoom()) {
            pageOwed = false;
            pagesWanted.release();
        }
    }

    private void act() throws InterruptedException {
        boolean discarded;
        do {
            discarded = false;
            for (Command command : processor.advance(surroundings.clock().instant())) {
                if (command instanceof Command.Invoke invoke) {
                    running++;
                    invocations.execute(() -> inbox.add(new Invoked(invoke, invoke(invoke))));
                } else if (command instanceof Command.Discard discard) {
                    discard(discard);
                    discarded = true;
                }
            }
        } while (discarded);
    }

    private Optional<Invocation> invoke(Command.Invoke invoke) {
        byte[] event = EventEncoder.encode(invoke.batch().records(), shardId, mapping.streamArn(), invoke.window());
        try {
            return Optional.of(function.invoke(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void discard(Command.Discard discard) throws InterruptedException {
        DiscardedBatch batch = DiscardedBatch.of(
                mapping, shardId, discard, surroundings.clock().instant());
        keeper.keep("a discarded batch", () -> surroundings.destination().send(batch));
        surroundings.listener().discarded(batch, surroundings.destination().placeOf(mapping));
        processor.discarded(discard.lane());
        saveCheckpoint();
    }

    private void saveCheckpoint() throws InterruptedException {
        Checkpoint checkpoint = processor.checkpoint();
        if (!checkpoint.equals(savedCheckpoint)) {
            keeper.keep("the checkpoint", () -> surroundings.checkpoints().save(shardId, checkpoint));
            savedCheckpoint = checkpoint;
        }
    }

    private void notice(String line) {
        surroundings.listener().notice(mapping.logicalId(), "shard " + shardId + ": " + line);
    }
}
