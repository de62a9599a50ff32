package dev.streamecho.trigger.function;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.ExecutionEnvironments.Lease;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A function that runs on this machine, as on AWS: in processes of its own under the Runtime API, one for each
 * concurrent invocation, which are kept for later invocations and replaced when they fail. This class is thread-safe.
 *
 * <p>It is started once, before the first invocation. However the trigger ends, the function's processes end with it.
 */
public final class LocalFunction implements LambdaFunction, AutoCloseable {
    /** More concurrent invocations wait. */
    private static final int MOST_ENVIRONMENTS = 10;

    private final OptionalInt debugPort;
    private final FunctionRuntime runtime;
    private final ExecutionEnvironments environments;
    private volatile FunctionConfiguration function;

    /** Makes a function, which is to be started. */
    public LocalFunction(FunctionConfiguration function, FunctionLog log) {
        this(function, log, OptionalInt.empty());
    }

    /**
     * Makes a function whose process waits for a debugger on a port of the loopback address, if one is given. One invocation
     * then runs at a time, and nothing times out.
     */
    public LocalFunction(FunctionConfiguration function, FunctionLog log, OptionalInt debugPort) {
        this(function, log, debugPort, FunctionRuntime.of(function.runtime()), MOST_ENVIRONMENTS);
    }

    LocalFunction(
            FunctionConfiguration function, FunctionLog log, OptionalInt debugPort, FunctionRuntime runtime, int most) {
        this.function = function;
        this.debugPort = debugPort;
        this.runtime = runtime;
        this.environments = new ExecutionEnvironments(function, runtime, debugPort, most, log);
    }

    /**
     * Starts a first execution environment, so that the first invocation need not wait for it. Returns at once.
     *
     * @return how the start ends: empty if the function is ready, or why it could not be initialized. Invocations may come
     *     before that; if the start fails, each of them starts another one
     * @throws CodeError if what the handler names is not in the code or cannot run here, or the code with its layers is
     *     larger than Lambda takes
     * @throws UserError if the debug port is in use
     */
    public CompletableFuture<Optional<Outcome>> start() {
        check(function);
        debugPort.ifPresent(this::checkPort);
        environments.open();
        return environments.startEarly();
    }

    private void check(FunctionConfiguration function) {
        runtime.check(function);
        UnzippedSize.check(function);
    }

    private void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new UserError(
                    "--debug-port %d: cannot be opened (%s): choose another port".formatted(port, e.getMessage()), e);
        }
    }

    @Override
    public String logicalId() {
        return function.logicalId();
    }

    @Override
    public String arn() {
        return function.arn();
    }

    @Override
    public Invocation invoke(byte[] event) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        // An idle environment may have ended since its last invocation; one try more than there can be of those.
        for (int left = MOST_ENVIRONMENTS; left >= 0; left--) {
            Optional<Invocation> invocation = invoke(requestId, event, environments.lend());
            if (invocation.isPresent()) {
                return invocation.get();
            }
        }
        return failed(
                requestId,
                Optional.empty(),
                new FunctionError(ExitStatus.ERROR_TYPE, "The process ends before it takes an event"));
    }

    private Optional<Invocation> invoke(String requestId, byte[] event, Lease lease) throws InterruptedException {
        ExecutionEnvironment environment = lease.environment();
        try {
            if (lease.failure().isPresent()) {
                return Optional.of(failed(
                        requestId,
                        environment.takeInitDuration(),
                        lease.failure().get()));
            }
            return environment.invoke(requestId, event);
        } finally {
            environments.giveBack(environment);
        }
    }

    private static Invocation failed(String requestId, Optional<Duration> initDuration, Outcome outcome) {
        return new Invocation(requestId, Instant.now(), Duration.ZERO, initDuration, outcome);
    }

    /**
     * Runs with another configuration from the next invocation on, and with the code, the handler and the runtime that it has
     * now; running invocations end as they began. Returns before the first process with it has started.
     *
     * @param changed as of {@link FunctionConfiguration#updatedTo}
     * @return as of {@link #start}
     */
    public CompletableFuture<Optional<Outcome>> reconfigure(FunctionConfiguration changed) {
        FunctionConfiguration next = function.updatedTo(changed);
        function = next;
        return environments.replace(next);
    }

    /**
     * Runs other code from the next invocation on; running invocations end with the old code. Returns before the new code's
     * process has started.
     *
     * @param taskRoot as in {@link FunctionFiles#taskRoot}
     * @param libraries as in {@link FunctionFiles#libraries}
     * @return as of {@link #start}
     * @throws CodeError as of {@link #start}; the old code keeps running
     */
    public CompletableFuture<Optional<Outcome>> replaceCode(Path taskRoot, Optional<Path> libraries) {
        FunctionConfiguration changed = function.withTaskRoot(taskRoot).withLibraries(libraries);
        check(changed);
        function = changed;
        return environments.replace(changed);
    }

    /** The same of code that needs the same libraries as before. */
    public CompletableFuture<Optional<Outcome>> replaceCode(Path taskRoot) {
        return replaceCode(taskRoot, function.libraries());
    }

    /** Returns the function's {@code Timeout}. */
    public Duration timeout() {
        return function.timeout();
    }

    /** Returns its live processes, the oldest first. */
    public List<FunctionProcessInfo> processes() {
        return environments.processes().stream()
                .sorted(Comparator.comparing(FunctionProcessInfo::pid))
                .toList();
    }

    /**
     * Ends a process at once, as when the machine fails: the invocation in it fails, and the next one starts another process.
     *
     * @return whether it was one of the function's, and alive
     */
    public boolean kill(long pid) {
        return environments.kill(pid);
    }

    /**
     * Returns the most memory, in bytes, that one of the function's live processes has had, as Linux counts its resident
     * set; empty if none is alive, and on other systems.
     */
    public OptionalLong peakMemory() {
        return environments.peakMemory();
    }

    /** Ends the function's processes within a few seconds; running invocations fail. */
    @Override
    public void close() {
        environments.close();
    }
}
