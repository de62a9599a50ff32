package dev.streamecho.trigger.api;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Invokes functions, and waits for each no longer than its route does. Thread-safe. */
final class Integration implements AutoCloseable {
    private final ExecutorService invocations = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "api-invocation");
        thread.setDaemon(true);
        return thread;
    });

    /** Returns the invocation; empty if it takes longer than the limit. Then it continues, as on AWS, and its answer is dropped. */
    Optional<Invocation> invoke(LambdaFunction function, byte[] event, Duration limit) throws InterruptedException {
        Future<Invocation> invocation = invocations.submit(() -> function.invoke(event));
        try {
            return Optional.of(invocation.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts the invocations that still run. */
    @Override
    public void close() {
        invocations.shutdownNow();
    }
}
