package dev.streamecho.trigger.function;

import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The execution environments of one function, each lent to one invocation at a time. This class is thread-safe. */
final class ExecutionEnvironments implements AutoCloseable {
    /** For what is printed while no invocation runs; an invocation delivers its own output. */
    private static final Duration OUTPUT_INTERVAL = Duration.ofMillis(50);

    /** When nothing was printed for a while, so that an idle trigger costs next to nothing. */
    private static final Duration LONGEST_OUTPUT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration WRITES_INTERVAL = Duration.ofSeconds(1);

    /** It waits 50 times as long as a look for writes took, so that code of very many files takes 2 % of a processor. */
    private static final int WAIT_PER_LOOK = 50;

    private final RuntimeApi api;
    private final TaskRoots taskRoots;
    private final FunctionRuntime runtime;
    private final OptionalInt debugPort;
    private final FunctionLog log;
    private final Semaphore places;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Every one whose process may be alive. */
    private final Set<ExecutionEnvironment> all = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private FunctionConfiguration function;
    private int earlyStarts;

    /** Up to {@code most} processes run at a time; with a debug port, one. */
    ExecutionEnvironments(
            FunctionConfiguration function, FunctionRuntime runtime, OptionalInt debugPort, int most, FunctionLog log) {
        this.function = function;
        this.runtime = runtime;
        this.debugPort = debugPort;
        this.places = new Semaphore(debugPort.isPresent() ? 1 : most, true);
        this.log = log;
        this.taskRoots = debugPort.isPresent() && runtime.namesFiles()
                ? TaskRoots.debugged(debugPort.getAsInt(), log)
                : new TaskRoots(log);
        this.api = new RuntimeApi(line -> log.line(function.logicalId(), Optional.empty(), line));
    }

    /** An environment that is lent, and why it could not be started, if so. */
    record Lease(ExecutionEnvironment environment, Optional<Outcome> failure) {}

    void open() {
        api.start();
        daemon("function-output", this::deliverIdleOutput).start();
    }

    /** Starts an environment before it is needed; invocations that come meanwhile wait for it. */
    CompletableFuture<Optional<Outcome>> startEarly() {
        CompletableFuture<Optional<Outcome>> result = new CompletableFuture<>();
        // Not in the thread: the next invocation must not start an environment of its own.
        boolean hasPlace = places.tryAcquire();
        if (hasPlace) {
            countEarlyStarts(1);
        }
        daemon("function-start", () -> startEarly(hasPlace, result)).start();
        return result;
    }

    private void startEarly(boolean hasPlace, CompletableFuture<Optional<Outcome>> result) {
        try {
            if (!hasPlace) {
                places.acquire();
                countEarlyStarts(1);
            }
            boolean isLent = false;
            try {
                Lease lease = idleOrNew();
                isLent = true;
                giveBack(lease.environment());
                result.complete(lease.failure());
            } finally {
                if (!isLent) {
                    places.release();
                }
                countEarlyStarts(-1);
            }
        } catch (InterruptedException | RuntimeException e) {
            // The outermost frame of this thread: the future is all that its caller sees.
            result.completeExceptionally(e);
        }
    }

    private synchronized void countEarlyStarts(int change) {
        earlyStarts += change;
        notifyAll();
    }

    /** Waits until an environment is free, or starts one if there may be more. It is to be given back. */
    Lease lend() throws InterruptedException {
        places.acquire();
        boolean isLent = false;
        try {
            awaitEarlyStarts();
            Lease lease = idleOrNew();
            isLent = true;
            return lease;
        } finally {
            if (!isLent) {
                places.release();
            }
        }
    }

    private synchronized void awaitEarlyStarts() throws InterruptedException {
        while (idle.isEmpty() && earlyStarts > 0) {
            wait();
        }
    }

    private Lease idleOrNew() throws InterruptedException {
        FunctionConfiguration current;
        synchronized (this) {
            if (!idle.isEmpty()) {
                return new Lease(idle.pop(), Optional.empty());
            }
            current = function;
        }
        ExecutionEnvironment environment = new ExecutionEnvironment(current, debugPort, log);
        all.add(environment);
        if (isClosing()) {
            return new Lease(environment, Optional.of(new NotReached(current.logicalId() + " is being stopped")));
        }
        try {
            return new Lease(environment, environment.start(api, runtime, taskRoots));
        } catch (InterruptedException e) {
            all.remove(environment);
            throw e;
        }
    }

    /** Takes an environment back, and keeps it if it can still run the function as it is now. */
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

    /** Runs later invocations in environments of this configuration, and starts the first of these. */
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
            // Not in the background: the next process needs the port of this one.
            end.run();
        } else {
            daemon("function-end", end).start();
        }
    }

    private void deliverIdleOutput() {
        try {
            long nextLook = System.nanoTime();
            Duration interval = OUTPUT_INTERVAL;
            while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                interval = deliverOutputs() ? OUTPUT_INTERVAL : longer(interval);
                if (System.nanoTime() - nextLook >= 0) {
                    nextLook = lookForWrites();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether one of them has printed something. */
    private boolean deliverOutputs() {
        boolean hasSome = false;
        for (ExecutionEnvironment environment : all) {
            hasSome |= environment.deliverOutput();
        }
        return hasSome;
    }

    private static Duration longer(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        return twice.compareTo(LONGEST_OUTPUT_INTERVAL) < 0 ? twice : LONGEST_OUTPUT_INTERVAL;
    }

    /** Returns when to look again. */
    private long lookForWrites() {
        long start = System.nanoTime();
        all.forEach(ExecutionEnvironment::lookForWrites);
        long end = System.nanoTime();
        return end + Math.max(WRITES_INTERVAL.toNanos(), (end - start) * WAIT_PER_LOOK);
    }

    /** Returns the live processes, in no order. */
    List<FunctionProcessInfo> processes() {
        return all.stream().flatMap(environment -> environment.info().stream()).toList();
    }

    /** Ends a process at once, and returns whether it was one of these. */
    boolean kill(long pid) {
        Optional<ExecutionEnvironment> found = all.stream()
                .filter(environment ->
                        environment.info().filter(info -> info.pid() == pid).isPresent())
                .findFirst();
        found.ifPresent(ExecutionEnvironment::killProcess);
        return found.isPresent();
    }

    /** Returns the most memory that one of the live processes has had. */
    OptionalLong peakMemory() {
        return all.stream()
                .flatMapToLong(environment -> environment.peakMemory().stream())
                .max();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends all processes, including those of running invocations. */
    @Override
    public void close() {
        closing.countDown();
        CompletableFuture.allOf(all.stream()
                        .map(environment -> CompletableFuture.runAsync(
                                environment::end,
                                command -> daemon("function-end", command).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        taskRoots.close();
        api.close();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
