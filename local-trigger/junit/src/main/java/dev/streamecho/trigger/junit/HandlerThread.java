package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.Answer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a handler, and waits for it no longer than its function's {@code Timeout}. */
final class HandlerThread implements AutoCloseable {
    private static final int LINES_OF_STACK = 12;

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private @Nullable Thread thread;
    private ExecutorService executor = start();

    private ExecutorService start() {
        return Executors.newSingleThreadExecutor(task -> {
            thread = new Thread(task, "handler");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /**
     * Runs a call.
     *
     * @param timeout of the function
     * @param patience how long the test waits, whatever the function's timeout
     * @throws AssertionError if the test's patience is over before
     */
    Answer run(Callable<Answer> call, Duration timeout, Duration patience) {
        Future<Answer> running = executor.submit(call);
        try {
            if (isDebugged()) {
                return running.get();
            }
            return running.get(Math.min(timeout.toNanos(), patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String where = where();
            abandon(running);
            if (timeout.compareTo(patience) < 0) {
                return Answer.timedOut();
            }
            throw new AssertionError("not idle when the test's patience was over; the handler was here:" + where, e);
        } catch (InterruptedException e) {
            abandon(running);
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted while the handler was here:" + where(), e);
        } catch (ExecutionException e) {
            throw Thrown.causeOf(e);
        }
    }

    /** It may never end, and the next call is not to wait for it. */
    private void abandon(Future<Answer> running) {
        running.cancel(true);
        executor.shutdownNow();
        executor = start();
    }

    private String where() {
        return Optional.ofNullable(thread)
                .map(handler -> Arrays.stream(handler.getStackTrace())
                        .limit(LINES_OF_STACK)
                        .map(frame -> "\n    at %s.%s(%s:%d)"
                                .formatted(
                                        frame.getClassName(),
                                        frame.getMethodName(),
                                        frame.getFileName(),
                                        frame.getLineNumber()))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
