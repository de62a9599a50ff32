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

/** Runs a handler, and waits for it no longer than it may take. */
final class HandlerThread implements AutoCloseable {
    private static final int LINES_OF_STACK = 12;

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private @Nullable Thread thread;
    private ExecutorService executor = start();

    /** It was not done in time, and goes on where it is. */
    static final class TooLateException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Makes one whose message is the stack of the thread, a line for each frame. */
        private TooLateException(String stack) {
            super(stack);
        }
    }

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
     * @param limit how long it may take, except in a debugger
     * @throws TooLateException if it takes longer; its thread is interrupted, and the next call does not wait for it
     * @throws AssertionError if the test is interrupted meanwhile
     */
    Answer run(Callable<Answer> call, Duration limit) throws TooLateException {
        Future<Answer> running = executor.submit(call);
        try {
            return await(running, limit);
        } catch (InterruptedException e) {
            String stack = stack();
            abandon(running);
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted while the handler was here:" + stack, e);
        } catch (ExecutionException e) {
            throw Thrown.causeOf(e);
        }
    }

    private Answer await(Future<Answer> running, Duration limit)
            throws TooLateException, InterruptedException, ExecutionException {
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Not before: what it asks takes a while to load.
            if (isDebugged()) {
                return running.get();
            }
            String stack = stack();
            abandon(running);
            throw new TooLateException(stack);
        }
    }

    /** It may never end, and the next call is not to wait for it. */
    private void abandon(Future<Answer> running) {
        running.cancel(true);
        executor.shutdownNow();
        executor = start();
    }

    private String stack() {
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
