package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.invocation.Faults;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A function that mappings or APIs call. It runs once it has code that can be run; an invocation waits until then.
 * This class is thread-safe.
 */
final class CalledFunction implements LambdaFunction, AutoCloseable {
    private final String logicalId;
    private final String arn;
    private final FunctionMaking making;
    private final Faults faults = new Faults(InstantSource.system());

    // Guarded by this.
    private Optional<FunctionConfiguration> configuration = Optional.empty();
    private Optional<LocalFunction> running = Optional.empty();
    private Optional<FunctionCode> code = Optional.empty();
    private Optional<UserError> obstacle = Optional.empty();
    private boolean stopped;

    CalledFunction(String logicalId, String arn, FunctionMaking making) {
        this.logicalId = logicalId;
        this.arn = arn;
        this.making = making;
    }

    @Override
    public String logicalId() {
        return logicalId;
    }

    @Override
    public String arn() {
        return arn;
    }

    /** What its first code is run with, which comes after this. */
    synchronized void configure(FunctionConfiguration first) {
        configuration = Optional.of(first);
    }

    /** From its next invocation on, it has another configuration, as of {@link FunctionConfiguration#updatedTo}. */
    synchronized void reconfigure(FunctionConfiguration changed) {
        configuration = configuration.map(before -> before.updatedTo(changed));
        running.ifPresent(function -> function.reconfigure(changed));
    }

    /** It does not run, for this reason. */
    synchronized void cannotRun(UserError reason) {
        obstacle = Optional.of(reason);
    }

    @Override
    public synchronized Optional<String> obstacle() {
        return obstacle.map(UserError::getMessage);
    }

    /** The code that it runs. */
    synchronized Optional<FunctionCode> code() {
        return code;
    }

    synchronized boolean isRunning() {
        return running.isPresent();
    }

    /**
     * Runs this code from the next invocation on.
     *
     * @return why it could not be initialized, if so, once it was started
     * @throws UserError if it cannot be run; the old code keeps running
     */
    synchronized CompletableFuture<Optional<Outcome>> run(FunctionCode next) {
        if (running.isPresent()) {
            CompletableFuture<Optional<Outcome>> replaced =
                    running.get().replaceCode(next.taskRoot(), next.libraries());
            code = Optional.of(next);
            return replaced;
        }
        if (stopped) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        LocalFunction first = making.function(configuration.orElseThrow(), next);
        CompletableFuture<Optional<Outcome>> start = first.start();
        running = Optional.of(first);
        code = Optional.of(next);
        obstacle = Optional.empty();
        notifyAll();
        return start;
    }

    @Override
    public Invocation invoke(byte[] event) throws InterruptedException {
        LocalFunction function = awaitRunning();
        return faults.invoke(() -> function.invoke(event), function.timeout());
    }

    /** What is to happen to its next calls. */
    Faults faults() {
        return faults;
    }

    /** Its live processes, the oldest first. */
    List<FunctionProcessInfo> processes() {
        return local().map(LocalFunction::processes).orElse(List.of());
    }

    /** Ends a process, and returns whether it was one of these. */
    boolean kill(long pid) {
        return local().filter(function -> function.kill(pid)).isPresent();
    }

    private synchronized Optional<LocalFunction> local() {
        return running;
    }

    private synchronized LocalFunction awaitRunning() throws InterruptedException {
        while (running.isEmpty()) {
            if (stopped) {
                throw new InterruptedException(logicalId + " was never started");
            }
            wait();
        }
        return running.get();
    }

    /** Lets nobody wait for its start any longer. */
    synchronized void stopWaiting() {
        stopped = true;
        notifyAll();
    }

    @Override
    public void close() {
        stopWaiting();
        local().ifPresent(LocalFunction::close);
    }
}
