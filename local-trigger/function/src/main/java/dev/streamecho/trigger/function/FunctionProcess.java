package dev.streamecho.trigger.function;

import dev.streamecho.trigger.function.RuntimeEvent.Answered;
import dev.streamecho.trigger.function.RuntimeEvent.Exited;
import dev.streamecho.trigger.function.RuntimeEvent.InitFailed;
import dev.streamecho.trigger.function.RuntimeEvent.Ready;
import dev.streamecho.trigger.function.bootstrap.Descendants;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process of one execution environment, as a source of events and lines. One thread starts it and awaits its events;
 * any thread may end it or deliver its output.
 */
final class FunctionProcess implements RuntimeCalls {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(20);

    private final FunctionConfiguration function;
    private final FunctionLog log;
    private final BlockingQueue<RuntimeEvent> events = new LinkedBlockingQueue<>();

    /** The running invocation, or the one whose last lines are being read. */
    private volatile String requestId;

    private final AtomicBoolean isAnswered = new AtomicBoolean();

    /** A program beside the function may ask too: it would get the event in place of the function. */
    private final AtomicBoolean mayAsk = new AtomicBoolean(true);

    private volatile FunctionOutput output;
    private RuntimeApi.Endpoint endpoint;
    private TaskRoots taskRoots;
    private volatile TaskRoot taskRoot;
    private volatile Process process;
    private Launch launch;
    private volatile Optional<CodePaths> paths = Optional.empty();
    private String mark;
    private boolean isEnded;

    FunctionProcess(FunctionConfiguration function, FunctionLog log) {
        this.function = function;
        this.log = log;
    }

    /** Gives the process its own copy of the code, before its start, and returns where that is. */
    synchronized Path place(TaskRoots copies) throws IOException {
        if (isEnded) {
            throw new IOException("Ended before its start");
        }
        taskRoots = copies;
        taskRoot = copies.copy(function);
        return taskRoot.path();
    }

    /** The function's process runs as soon as this returns; its first event says whether it could be initialized. */
    synchronized void start(RuntimeApi api, FunctionRuntime runtime, OptionalInt debugPort) throws IOException {
        if (isEnded) {
            throw new IOException("Ended before its start");
        }
        FunctionConfiguration placed = function.withTaskRoot(taskRoot.path());
        endpoint = api.open(this);
        try {
            launch = runtime.launch(placed, debugPort);
            if (runtime.namesFiles()) {
                paths = Optional.of(
                        CodePaths.of(placed.taskRoot(), placed.files().code()));
            }
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .directory(placed.taskRoot().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(RuntimeVariables.of(placed, launch, endpoint.address()));
            mark = builder.environment().get(Descendants.MARK);
            process = builder.start();
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
        output = new FunctionOutput(process.getInputStream(), this::line);
        process.onExit().thenAccept(ended -> events.add(new Exited(new ExitStatus(ended.exitValue()))));
    }

    /** Sets the invocation that lines and answers belong to from now on; null for none. */
    void setRequestId(String requestId) {
        this.isAnswered.set(false);
        this.requestId = requestId;
    }

    /** Waits for the next event, and delivers the output meanwhile; returns empty when the limit has passed. */
    Optional<RuntimeEvent> await(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        Duration wait = SHORTEST_WAIT;
        Duration left = limit;
        while (!left.isNegative() && !left.isZero()) {
            Duration next = wait.compareTo(left) < 0 ? wait : left;
            RuntimeEvent event = events.poll(next.toNanos(), TimeUnit.NANOSECONDS);
            if (event != null) {
                return Optional.of(event);
            }
            // A process that prints more than its pipe holds waits for its reader.
            wait = output.drain() ? SHORTEST_WAIT : shorter(wait.multipliedBy(2), LONGEST_WAIT);
            left = limit.minusNanos(System.nanoTime() - start);
        }
        return Optional.empty();
    }

    /** Delivers the complete lines that the process has printed by now. */
    void deliverOutput() {
        FunctionOutput current = output;
        if (current != null) {
            current.drain();
        }
    }

    /** Delivers everything that the process has printed by now, including an unfinished last line. */
    void deliverWholeOutput() {
        output.drainWhole();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    OptionalLong peakMemory() {
        Process current = process;
        return current == null ? OptionalLong.empty() : PeakMemory.of(current.pid());
    }

    /**
     * Ends the process and those that it has started; its shutdown hooks may take as long as the grace. Returns when it has
     * ended, or earlier if the caller is interrupted.
     */
    synchronized void end(Duration grace) {
        isEnded = true;
        if (process == null) {
            removeTaskRoot();
            return;
        }
        // By their handles: Process.destroy closes the streams, and with them loses the last lines.
        ProcessHandle handle = process.toHandle();
        // Before the end: not every system knows the descendants of a process that has ended.
        List<ProcessHandle> descendants = handle.descendants().toList();
        try {
            if (!grace.isZero()) {
                handle.destroy();
                awaitExit(grace);
            }
            handle.destroyForcibly();
            process.waitFor();
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            descendants.forEach(ProcessHandle::destroyForcibly);
            Descendants.end(handle, mark);
            endpoint.close();
            output.drainWhole();
            launch.whenEnded().run();
            removeTaskRoot();
        }
    }

    private void removeTaskRoot() {
        if (taskRoot != null) {
            taskRoots.remove(function, taskRoot);
        }
    }

    /** Checks whether the process has written to its copy of the code, if it can. */
    void lookForWrites() {
        TaskRoot current = taskRoot;
        if (current != null && current.isWritable()) {
            taskRoots.look(function, current);
        }
    }

    private void awaitExit(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()
                && !process.waitFor(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            output.drain();
        }
    }

    @Override
    public boolean next(NextInvocation next) {
        return mayAsk.compareAndSet(true, false) && events.add(new Ready(next));
    }

    @Override
    public void initFailed(InitError error) {
        events.add(new InitFailed(new InitError(error.errorType(), shown(error.errorMessage()))));
    }

    @Override
    public boolean answered(String answeredId, Outcome outcome) {
        if (!answeredId.equals(requestId)) {
            return false;
        }
        if (isAnswered.compareAndSet(false, true)) {
            mayAsk.set(true);
            events.add(new Answered(
                    outcome instanceof FunctionError error
                            ? new FunctionError(error.errorType(), shown(error.errorMessage()))
                            : outcome,
                    System.nanoTime()));
        }
        return true;
    }

    private void line(String line) {
        log.line(function.logicalId(), Optional.ofNullable(requestId), shown(line));
    }

    private String shown(String text) {
        return paths.map(code -> code.shown(text)).orElse(text);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
