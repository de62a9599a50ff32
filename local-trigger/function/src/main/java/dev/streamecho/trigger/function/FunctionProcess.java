package dev.streamecho.trigger.function;

import dev.streamecho.trigger.function.RuntimeEvent.Answered;
import dev.streamecho.trigger.function.RuntimeEvent.BeforeSnapshot;
import dev.streamecho.trigger.function.RuntimeEvent.Exited;
import dev.streamecho.trigger.function.RuntimeEvent.InitFailed;
import dev.streamecho.trigger.function.RuntimeEvent.Ready;
import dev.streamecho.trigger.function.bootstrap.Descendants;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable String requestId;

    private final AtomicBoolean isAnswered = new AtomicBoolean();

    /** A program beside the function may ask too: it would get the event in place of the function. */
    private final AtomicBoolean mayAsk = new AtomicBoolean(true);

    private final AtomicBoolean mayBeRestored;

    private volatile @Nullable Place place;
    private volatile @Nullable Running running;
    private volatile Optional<CodePaths> paths = Optional.empty();
    private boolean isEnded;

    /** Its own copy of the code, which it has before it starts. */
    private record Place(TaskRoots copies, TaskRoot copy) {}

    /** What there is once it has started. */
    private record Running(
            Process process, RuntimeApi.Endpoint endpoint, FunctionOutput output, Launch launch, String mark) {}

    FunctionProcess(FunctionConfiguration function, FunctionLog log) {
        this.function = function;
        this.log = log;
        this.mayBeRestored = new AtomicBoolean(function.initialization() == InitializationType.SNAP_START);
    }

    /** Gives the process its own copy of the code, before its start, and returns where that is. */
    synchronized Path place(TaskRoots copies) throws IOException {
        if (isEnded) {
            throw new IOException("Ended before its start");
        }
        Place placed = new Place(copies, copies.copy(function));
        place = placed;
        return placed.copy().path();
    }

    /** The function's process runs as soon as this returns; its first event says whether it could be initialized. */
    synchronized void start(RuntimeApi api, FunctionRuntime runtime, OptionalInt debugPort) throws IOException {
        if (isEnded) {
            throw new IOException("Ended before its start");
        }
        FunctionConfiguration placed = runtime.possible(function.withTaskRoot(
                Objects.requireNonNull(place, "it has its place").copy().path()));
        RuntimeApi.Endpoint endpoint = api.open(this);
        try {
            Launch launch = runtime.launch(placed, debugPort);
            if (runtime.namesFiles()) {
                paths = Optional.of(
                        CodePaths.of(placed.taskRoot(), placed.files().code()));
            }
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .directory(placed.taskRoot().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(RuntimeVariables.of(placed, launch, endpoint.address()));
            String mark = builder.environment().getOrDefault(Descendants.MARK, "");
            Process process = builder.start();
            running = new Running(
                    process, endpoint, new FunctionOutput(process.getInputStream(), this::line), launch, mark);
            process.onExit().thenAccept(ended -> events.add(new Exited(new ExitStatus(ended.exitValue()))));
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
    }

    /** Sets the invocation that lines and answers belong to from now on; null for none. */
    void setRequestId(@Nullable String requestId) {
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
            wait = running().output().drain() ? SHORTEST_WAIT : shorter(wait.multipliedBy(2), LONGEST_WAIT);
            left = limit.minusNanos(System.nanoTime() - start);
        }
        return Optional.empty();
    }

    /** Delivers the complete lines that the process has printed by now; returns whether there were some. */
    boolean deliverOutput() {
        Running current = running;
        return current != null && current.output().drain();
    }

    /** Delivers everything that the process has printed by now, including an unfinished last line. */
    void deliverWholeOutput() {
        running().output().drainWhole();
    }

    private Running running() {
        return Objects.requireNonNull(running, "it has started");
    }

    boolean isAlive() {
        Running current = running;
        return current != null && current.process().isAlive();
    }

    /** Returns the id of the process; empty before its start. */
    OptionalLong pid() {
        Running current = running;
        return current == null
                ? OptionalLong.empty()
                : OptionalLong.of(current.process().pid());
    }

    /** Ends the process alone, at once, as the operating system would; whoever awaits its events sees that. */
    void kill() {
        Running current = running;
        if (current != null) {
            // By its handle: Process.destroy closes the streams, and with them loses the last lines.
            current.process().toHandle().destroyForcibly();
        }
    }

    OptionalLong peakMemory() {
        Running current = running;
        return current == null
                ? OptionalLong.empty()
                : PeakMemory.of(current.process().pid());
    }

    /**
     * Ends the process and those that it has started; its shutdown hooks may take as long as the grace. Returns when it has
     * ended, or earlier if the caller is interrupted.
     */
    synchronized void end(Duration grace) {
        isEnded = true;
        Running ending = running;
        if (ending == null) {
            removeTaskRoot();
            return;
        }
        // By their handles: Process.destroy closes the streams, and with them loses the last lines.
        ProcessHandle handle = ending.process().toHandle();
        // Before the end: not every system knows the descendants of a process that has ended.
        List<ProcessHandle> descendants = handle.descendants().toList();
        try {
            if (!grace.isZero()) {
                handle.destroy();
                awaitHooks(ending, grace);
            }
            handle.destroyForcibly();
            ending.process().waitFor();
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            descendants.forEach(ProcessHandle::destroyForcibly);
            Descendants.end(handle, ending.mark());
            ending.endpoint().close();
            ending.output().drainWhole();
            ending.launch().whenEnded().run();
            removeTaskRoot();
        }
    }

    private void removeTaskRoot() {
        Place current = place;
        if (current != null) {
            current.copies().remove(function, current.copy());
        }
    }

    /** Checks whether the process has written to its copy of the code, if it can. */
    void lookForWrites() {
        Place current = place;
        if (current != null && current.copy().isWritable()) {
            current.copies().look(function, current.copy());
        }
    }

    /**
     * Waits for the end of the process, or of its shutdown hooks, after which a JVM waits 300 ms for nothing: for a thread in native
     * code, where AWS's client waits for its next event.
     */
    private static void awaitHooks(Running ending, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        Duration wait = SHORTEST_WAIT;
        while (System.nanoTime() - start < limit.toNanos()
                && !ending.process().waitFor(wait.toMillis(), TimeUnit.MILLISECONDS)
                && !haveHooksRun(ending.launch())) {
            ending.output().drain();
            wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
        }
    }

    private static boolean haveHooksRun(Launch launch) {
        return launch.untilHooksHaveRun().filter(file -> !Files.exists(file)).isPresent();
    }

    @Override
    public boolean next(NextInvocation next) {
        return mayAsk.compareAndSet(true, false) && events.add(new Ready(next));
    }

    @Override
    public boolean restore(Runnable restored) {
        return mayBeRestored.compareAndSet(true, false) && events.add(new BeforeSnapshot(restored));
    }

    @Override
    public void initFailed(InitError error) {
        events.add(new InitFailed(
                new InitError(error.errorType(), shown(error.errorMessage()), shown(error.stackTrace()))));
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
                            ? new FunctionError(
                                    error.errorType(), shown(error.errorMessage()), shown(error.stackTrace()))
                            : outcome,
                    System.nanoTime()));
        }
        return true;
    }

    private void line(String line) {
        log.line(function.logicalId(), Optional.ofNullable(requestId), shown(line));
    }

    private List<String> shown(List<String> lines) {
        return lines.stream().map(this::shown).toList();
    }

    private String shown(String text) {
        return paths.map(code -> code.shown(text)).orElse(text);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
