package dev.streamecho.trigger.function;

import dev.streamecho.trigger.function.NextInvocation.RuntimeInvocation;
import dev.streamecho.trigger.function.RuntimeEvent.Answered;
import dev.streamecho.trigger.function.RuntimeEvent.BeforeSnapshot;
import dev.streamecho.trigger.function.RuntimeEvent.Exited;
import dev.streamecho.trigger.function.RuntimeEvent.InitFailed;
import dev.streamecho.trigger.function.RuntimeEvent.Ready;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function's invocations, one at a time, in a process of its own. One thread at a time owns it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda execution
 *     environment</a>
 */
final class ExecutionEnvironment {
    /**
     * AWS ends an init after 10 s, and starts another within the timeout of the first invocation. Here one init may take
     * both times.
     */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /** From an answer to the runtime's request for the next invocation; usually less than a millisecond. */
    private static final Duration NEXT_LIMIT = Duration.ofSeconds(10);

    /** How long the function's shutdown hooks may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Nothing times out while a debugger may have stopped the process. */
    private static final Duration DEBUG_LIMIT = Duration.ofDays(1);

    private final FunctionConfiguration function;
    private final OptionalInt debugPort;
    private final Consumer<String> notice;
    private final FunctionProcess process;
    private final AtomicBoolean hasRun = new AtomicBoolean();
    private Optional<Duration> initDuration = Optional.empty();
    private @Nullable NextInvocation next;

    private final AtomicLong invocations = new AtomicLong();
    private volatile Optional<Duration> tookToStart = Optional.empty();
    private volatile boolean isBusy;

    ExecutionEnvironment(FunctionConfiguration function, OptionalInt debugPort, FunctionLog log) {
        this.function = function;
        this.debugPort = debugPort;
        this.notice = message -> log.notice(function.logicalId(), message);
        this.process = new FunctionProcess(function, log);
    }

    FunctionConfiguration function() {
        return function;
    }

    /** Starts the process and waits until it has loaded the handler; returns why it could not, if so. */
    Optional<Outcome> start(RuntimeApi api, FunctionRuntime runtime, TaskRoots taskRoots) throws InterruptedException {
        long startedAt;
        try {
            runtime.prepare(function, debugPort, notice);
            Path taskRoot = process.place(taskRoots);
            if (debugPort.isPresent() && runtime.namesFiles()) {
                notice.accept("to the debugger, its code is in " + taskRoot);
            }
            // On AWS the code is there before the init begins.
            startedAt = System.nanoTime();
            process.start(api, runtime, debugPort);
        } catch (IOException e) {
            return Optional.of(new InitError("Runtime.InvalidEntrypoint", "Error: " + e.getMessage()));
        }
        Duration limit = INIT_LIMIT.plus(function.timeout());
        RuntimeEvent event = await(limit);
        if (event instanceof BeforeSnapshot snapshot) {
            // On AWS all before it has happened when the version was published, and delays no invocation.
            startedAt = System.nanoTime();
            snapshot.restored().run();
            event = await(limit);
        }
        hasRun.set(true);
        initDuration = Optional.of(since(startedAt));
        tookToStart = initDuration;
        process.deliverWholeOutput();
        if (event instanceof Ready ready) {
            next = ready.next();
            return Optional.empty();
        }
        kill();
        return Optional.of(initFailure(event, limit));
    }

    private static Outcome initFailure(@Nullable RuntimeEvent event, Duration limit) {
        if (event instanceof InitFailed failed) {
            return failed.error();
        } else if (event instanceof Exited exited) {
            return new InitError(
                    ExitStatus.ERROR_TYPE, "Error: " + exited.status().message());
        }
        return new TimedOut(limit);
    }

    /** Returns how long the start took, or what follows its snapshot; empty for every invocation but the first. */
    Optional<Duration> takeInitDuration() {
        Optional<Duration> taken = initDuration;
        initDuration = Optional.empty();
        return taken;
    }

    /** Runs one invocation; returns empty if the process ended before it took the event. */
    Optional<Invocation> invoke(String requestId, byte[] event) throws InterruptedException {
        if (!awaitNext()) {
            kill();
            return Optional.empty();
        }
        NextInvocation asking = Objects.requireNonNull(next, "it was awaited");
        process.setRequestId(requestId);
        isBusy = true;
        invocations.incrementAndGet();
        Instant calledAt = Instant.now();
        long startedAt = System.nanoTime();
        asking.handOver(new RuntimeInvocation(
                requestId, calledAt.plus(limit(function.timeout())), function.arn(), TraceHeader.of(calledAt), event));
        next = null;
        RuntimeEvent end = await(function.timeout());
        Duration duration =
                end instanceof Answered answered ? between(startedAt, answered.nanoTime()) : since(startedAt);
        Outcome outcome = outcome(requestId, end);
        deliverLog(outcome);
        hasRun.set(true);
        process.setRequestId(null);
        isBusy = false;
        return Optional.of(new Invocation(requestId, calledAt, duration, takeInitDuration(), outcome));
    }

    private Outcome outcome(String requestId, @Nullable RuntimeEvent event) {
        if (event instanceof Answered answered) {
            return answered.outcome();
        } else if (event instanceof Exited exited) {
            return new FunctionError(ExitStatus.ERROR_TYPE, exited.status().message(requestId));
        }
        return new TimedOut(function.timeout());
    }

    /**
     * Delivers what was printed. The client logs an error after it has reported it, and before its next request. A process
     * that failed and does not ask for more is ended: it may hang in the threads of the function.
     */
    private void deliverLog(Outcome outcome) throws InterruptedException {
        process.deliverWholeOutput();
        if (outcome instanceof FunctionError && process.isAlive() && awaitNext()) {
            process.deliverWholeOutput();
        } else if (!(outcome instanceof Success)) {
            kill();
        }
    }

    private boolean awaitNext() throws InterruptedException {
        if (next == null && await(NEXT_LIMIT) instanceof Ready ready) {
            next = ready.next();
        }
        return next != null && process.isAlive();
    }

    /** Returns the next event, or null when the limit has passed. An interrupted wait leaves no process behind. */
    private @Nullable RuntimeEvent await(Duration limit) throws InterruptedException {
        try {
            return process.await(limit(limit)).orElse(null);
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private static Duration since(long startedAtNanos) {
        return between(startedAtNanos, System.nanoTime());
    }

    private static Duration between(long startNanos, long endNanos) {
        return Duration.ofNanos(endNanos - startNanos);
    }

    private Duration limit(Duration usual) {
        return debugPort.isPresent() ? DEBUG_LIMIT : usual;
    }

    /** Delivers what the process has printed by now; returns whether it has printed something. For any thread. */
    boolean deliverOutput() {
        return process.deliverOutput();
    }

    /** Checks whether the function has written to the folder of its code since the last check. For any thread. */
    void lookForWrites() {
        if (hasRun.getAndSet(false)) {
            process.lookForWrites();
        }
    }

    /** Returns whether it can take another invocation. */
    boolean isUsable() {
        return process.isAlive();
    }

    /** Returns what is known of its process; empty if that is not alive. For any thread. */
    Optional<FunctionProcessInfo> info() {
        OptionalLong pid = process.pid();
        return pid.isEmpty() || !process.isAlive()
                ? Optional.empty()
                : Optional.of(new FunctionProcessInfo(pid.getAsLong(), tookToStart, invocations.get(), isBusy));
    }

    /** Ends its process at once, as if the function had not expected it. For any thread. */
    void killProcess() {
        process.kill();
    }

    /** Returns the most memory that its process has had. For any thread. */
    OptionalLong peakMemory() {
        return process.peakMemory();
    }

    /** Ends the process after its shutdown hooks, if they do not take long. For any thread. */
    void end() {
        process.end(GRACE);
    }

    private void kill() {
        process.end(Duration.ZERO);
    }
}
