package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Runs the handlers of a test, and keeps what happened. */
final class TestHost implements Host, AutoCloseable {
    private final FunctionHandlers handlers;
    private final HandlerThread thread = new HandlerThread();
    private final NextCall nextCall = new NextCall();
    private final Map<String, EventHandler> started = new HashMap<>();
    private Journal journal;
    private Deadline deadline;

    // Of the invocation under way.
    private String response = "";
    private final List<String> log = new ArrayList<>();

    TestHost(FunctionHandlers handlers, Instant start, Duration patience) {
        this.handlers = handlers;
        this.journal = new Journal(start);
        this.deadline = new Deadline(patience);
    }

    /** Forgets what happened; the next call starts the handler anew. */
    void begin() {
        journal = new Journal(journal.start());
        started.clear();
        nextCall.forget();
    }

    void waitUntil(Deadline limit) {
        deadline = limit;
    }

    Journal journal() {
        return journal;
    }

    NextCall nextCall() {
        return nextCall;
    }

    @Override
    public Optional<String> obstacle(FunctionInfo function) {
        return handlers.obstacle(function);
    }

    @Override
    public Answer call(FunctionInfo function, String requestId, byte[] event) {
        response = "";
        log.clear();
        Answer answer = nextCall.make(() -> run(function, requestId, event));
        if (answer.kind() == Answer.Kind.RETURNED) {
            response = new String(answer.response(), StandardCharsets.UTF_8);
        }
        return answer;
    }

    private Answer run(FunctionInfo function, String requestId, byte[] event) {
        CallContext context = new CallContext(function, requestId);
        try {
            return thread.run(() -> handle(function, event, context), function.timeout(), deadline.left());
        } finally {
            log.addAll(context.log());
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

    @Override
    public void read(String mapping, Change change, boolean passesFilters) {
        journal.read(mapping, change, passesFilters);
    }

    @Override
    public void invoked(
            String mapping,
            FunctionInfo function,
            List<Change> batch,
            int attempt,
            Instant at,
            Invocation.Result result,
            int handled,
            Optional<String> reason) {
        journal.invoked(new Invocation(
                mapping, function.logicalId(), attempt, batch, at, result, handled, reason, response, log));
    }

    @Override
    public void discarded(
            String mapping, List<Change> batch, String condition, int attempts, Instant at, String message) {
        journal.discarded(mapping, new Discarded(batch, condition, attempts, at, message));
    }

    @Override
    public void close() {
        thread.close();
    }
}
