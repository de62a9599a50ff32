package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.HandlerThread.TooLateException;
import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.LocalStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Calls the handlers of a test, in this JVM or in processes of their own, and waits for them as long as the test has patience. */
final class HandlerCalls implements AutoCloseable {
    private final FunctionHandlers handlers;
    private final HandlerThread thread = new HandlerThread();
    private final Map<String, EventHandler> started = new HashMap<>();
    private Optional<LocalStack> processes = Optional.empty();
    private Deadline deadline;
    private String batch = "";

    HandlerCalls(FunctionHandlers handlers, Duration patience) {
        this.handlers = handlers;
        this.deadline = new Deadline(patience);
    }

    /** Whoever has the processes of the functions that are not called in this JVM. */
    void processesOf(LocalStack stack) {
        processes = Optional.of(stack);
    }

    /** Lets each handler be started anew. */
    void begin() {
        started.clear();
    }

    void waitUntil(Deadline limit) {
        deadline = limit;
    }

    /** Notes what the next call is about, for the message if it does not end. */
    void announce(List<Change> changes) {
        batch = History.keys(changes.stream().map(Change::key).toList());
    }

    Answer call(FunctionInfo function, String requestId, byte[] event) {
        return handlers.runsInOwnProcess(function)
                ? callProcess(function, event)
                : callHere(function, event, new CallContext(function, requestId));
    }

    private Answer callHere(FunctionInfo function, byte[] event, CallContext context) {
        Duration patience = deadline.left();
        boolean timesOutFirst = function.timeout().compareTo(patience) < 0;
        try {
            return thread.run(() -> handle(function, event, context), timesOutFirst ? function.timeout() : patience)
                    .withLog(context.log());
        } catch (TooLateException e) {
            endProcess(function);
            if (timesOutFirst) {
                return Answer.timedOut().withLog(context.log());
            }
            throw new AssertionError(
                    "not idle when the test's patience was over; the handler of %s was called with %s, and was here:%s"
                            .formatted(function.logicalId(), batch, e.getMessage()),
                    e);
        }
    }

    /** Whatever a handler throws is an answer, as on AWS; a failed assertion in it too. */
    private Answer handle(FunctionInfo function, byte[] event, CallContext context) {
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            started.computeIfAbsent(function.logicalId(), id -> handlers.start(function))
                    .handle(new ByteArrayInputStream(event), output, context);
            return Answer.returned(output.toByteArray());
        } catch (ExtensionConfigurationException e) {
            throw e;
        } catch (Throwable e) {
            return Answer.threw(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
    }

    /** The function's timeout is enforced where its process is. */
    private Answer callProcess(FunctionInfo function, byte[] event) {
        LocalStack stack = processes.orElseThrow();
        try {
            return thread.run(() -> stack.call(function, event), deadline.left());
        } catch (TooLateException e) {
            endProcess(function);
            throw new AssertionError(
                    "not idle when the test's patience was over; the process of %s was called with %s, and has not answered"
                            .formatted(function.logicalId(), batch),
                    e);
        }
    }

    /** What the service does with an execution environment that timed out, or died: the next call starts the handler anew. */
    void endProcess(FunctionInfo function) {
        started.remove(function.logicalId());
        if (handlers.runsInOwnProcess(function)) {
            processes.orElseThrow().endProcess(function);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
