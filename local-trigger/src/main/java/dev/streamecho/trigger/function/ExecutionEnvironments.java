package dev.streamecho.trigger.function;

import dev.streamecho.trigger.function.Invocation.NotReached;
import dev.streamecho.trigger.function.Invocation.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The execution environments of one function, each lent to one invocation at a time. Thread-safe. */
final class ExecutionEnvironments implements AutoCloseable {
    /** For what is printed while no invocation runs; an invocation looks after its own output. */
    private static final Duration OUTPUT_INTERVAL = Duration.ofMillis(50);

    private final RuntimeApi api = new RuntimeApi();
    private final RuntimeFiles files;
    private final OptionalInt debugPort;
    private final FunctionLog log;
    private final Semaphore places;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Every one whose process may be alive. */
    private final Set<ExecutionEnvironment> all = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private FunctionConfiguration function;
    private EarlyStart earlyStart;

    /** At most this many processes run at a time; with a debug port it is one. */
    ExecutionEnvironments(
            FunctionConfiguration function, RuntimeFiles files, OptionalInt debugPort, int most, FunctionLog log) {
        this.function = function;
        this.files = files;
        this.debugPort = debugPort;
        this.places = new Semaphore(debugPort.isPresent() ? 1 : most, true);
        this.log = log;
    }

    /** An environment, or why it could not be started. */
    record Start(ExecutionEnvironment environment, Optional<Outcome> failure) {}

    /** A start that no invocation waits for yet. */
    private static final class EarlyStart {
        private final FunctionConfiguration function;
        private final CompletableFuture<Start> result = new CompletableFuture<>();
        private boolean isTaken;

        private EarlyStart(FunctionConfiguration function) {
            this.function = function;
        }
    }

    void open() {
        api.start();
        daemon("function-output", this::deliverIdleOutput).start();
    }

    /** Starts an environment before it is needed. */
    CompletableFuture<Optional<Outcome>> startEarly() {
        EarlyStart early;
        synchronized (this) {
            early = new EarlyStart(function);
            earlyStart = early;
        }
        daemon("function-start", () -> run(early)).start();
        return early.result.thenApply(Start::failure);
    }

    private void run(EarlyStart early) {
        try {
            places.acquire();
            Start start = start(early.function);
            if (take(early)) {
                giveBack(start.environment());
            } else {
                places.release();
            }
            early.result.complete(start);
        } catch (InterruptedException | RuntimeException e) {
            // The outermost frame of this thread: whoever waits has to know.
            early.result.completeExceptionally(e);
        }
    }

    private synchronized boolean take(EarlyStart early) {
        boolean isFirst = !early.isTaken;
        early.isTaken = true;
        return isFirst;
    }

    /** Gives an environment, to be given back, when there is one; starts it if no idle one is there. */
    Start lend() throws InterruptedException {
        places.acquire();
        boolean isLent = false;
        try {
            Start start = idleOrNew();
            isLent = true;
            return start;
        } finally {
            if (!isLent) {
                places.release();
            }
        }
    }

    private Start idleOrNew() throws InterruptedException {
        FunctionConfiguration current;
        EarlyStart early;
        synchronized (this) {
            if (!idle.isEmpty()) {
                return new Start(idle.pop(), Optional.empty());
            }
            current = function;
            early = earlyStart;
        }
        if (early != null && early.function == current && take(early)) {
            return await(early);
        }
        return start(current);
    }

    private Start await(EarlyStart early) throws InterruptedException {
        try {
            return early.result.get();
        } catch (InterruptedException e) {
            early.result.thenAccept(start -> discard(start.environment()));
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The early start failed", e);
        }
    }

    private Start start(FunctionConfiguration configuration) throws InterruptedException {
        ExecutionEnvironment environment = new ExecutionEnvironment(configuration, debugPort, log);
        all.add(environment);
        if (isClosing()) {
            return new Start(environment, Optional.of(new NotReached(configuration.logicalId() + " is being stopped")));
        }
        return new Start(environment, environment.start(api, files));
    }

    /** Takes an environment back; it is lent again if it still can run the function as it is now. */
    void giveBack(ExecutionEnvironment environment) {
        boolean isKept;
        synchronized (this) {
            isKept = environment.isUsable() && environment.function() == function && !isClosing();
            if (isKept) {
                idle.push(environment);
            }
        }
        if (!isKept) {
            discard(environment);
        }
        places.release();
    }

    /** Lets invocations from now on run in environments of this configuration, the first of which it starts. */
    CompletableFuture<Optional<Outcome>> replace(FunctionConfiguration configuration) {
        List<ExecutionEnvironment> old;
        synchronized (this) {
            function = configuration;
            old = List.copyOf(idle);
            idle.clear();
        }
        old.forEach(this::discard);
        return startEarly();
    }

    private void discard(ExecutionEnvironment environment) {
        Runnable end = () -> {
            environment.end();
            all.remove(environment);
        };
        if (debugPort.isPresent() || !environment.isUsable()) {
            // Not later: the next process needs the port that this one has.
            end.run();
        } else {
            daemon("function-end", end).start();
        }
    }

    private void deliverIdleOutput() {
        try {
            while (!closing.await(OUTPUT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                all.forEach(ExecutionEnvironment::deliverOutput);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends all processes, those of running invocations too. */
    @Override
    public void close() {
        closing.countDown();
        CompletableFuture.allOf(all.stream()
                        .map(environment -> CompletableFuture.runAsync(
                                environment::end,
                                command -> daemon("function-end", command).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        api.close();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
