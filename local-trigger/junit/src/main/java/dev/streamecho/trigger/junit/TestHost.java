package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The test's side of a stack: it decides what happens to calls, and keeps what happened. */
final class TestHost implements Host {
    private final FunctionHandlers handlers;
    private final HandlerCalls calls;
    private final NextCall nextCall = new NextCall();
    private Journal journal = new Journal(Instant.EPOCH);

    // Of the invocation under way.
    private String response = "";
    private final List<String> log = new ArrayList<>();

    TestHost(FunctionHandlers handlers, HandlerCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
    }

    /**
     * Forgets what happened; the next call starts the handler anew.
     *
     * @param start what the clock says now
     */
    void begin(Instant start) {
        journal = new Journal(start);
        calls.begin();
        nextCall.forget();
    }

    Journal journal() {
        return journal;
    }

    NextCall nextCall() {
        return nextCall;
    }

    @Override
    public void check(List<String> logicalIds) {
        handlers.check(logicalIds);
    }

    @Override
    public Optional<String> obstacle(FunctionInfo function) {
        return handlers.obstacle(function);
    }

    @Override
    public boolean runsInOwnProcess(FunctionInfo function) {
        return handlers.runsInOwnProcess(function);
    }

    @Override
    public void calling(FunctionInfo function, List<Change> batch) {
        response = "";
        log.clear();
        calls.announce(batch);
    }

    @Override
    public Answer call(FunctionInfo function, String requestId, byte[] event) {
        Answer answer = nextCall.make(new NextCall.Call() {
            @Override
            public Answer make() {
                Answer made = calls.call(function, requestId, event);
                log.addAll(made.log());
                return made;
            }

            @Override
            public void endProcess() {
                calls.endProcess(function);
            }
        });
        if (answer.kind() == Answer.Kind.RETURNED) {
            response = new String(answer.response(), StandardCharsets.UTF_8);
        }
        return answer;
    }

    @Override
    public void read(String mapping, Change change, boolean passesFilters) {
        journal.read(mapping, change, passesFilters);
    }

    @Override
    public void invoked(
            String mapping,
            FunctionInfo function,
            String shardId,
            List<Change> batch,
            int attempt,
            Instant at,
            Invocation.Result result,
            int handled,
            Optional<String> reason) {
        journal.invoked(new Invocation(
                mapping, function.logicalId(), shardId, attempt, batch, at, result, handled, reason, response, log));
    }

    @Override
    public void discarded(
            String mapping, List<Change> batch, String condition, int attempts, Instant at, String message) {
        journal.discarded(mapping, new Discarded(batch, condition, attempts, at, message));
    }
}
