package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/**
 * What is to happen to the next call of a function instead of what would. Said several times, it is of as many calls, one after
 * the other.
 */
public final class NextCall {
    private final Queue<Function<Call, Answer>> faults = new ArrayDeque<>();

    /** A call of the handler. */
    interface Call {

        Answer make();

        /** Ends the process of the handler, so that the next call starts another one. */
        void endProcess();
    }

    NextCall() {}

    /** It fails, and the handler does not run. */
    public void fails() {
        fails("the test lets it fail");
    }

    /** It fails with this message, and the handler does not run. */
    public void fails(String message) {
        faults.add(call -> Answer.threw(RuntimeException.class.getName(), message));
    }

    /** The handler runs, and its answer comes too late: the call has timed out. By the test's clock no time passes. */
    public void timesOut() {
        afterWork(Answer.timedOut());
    }

    /** It is throttled, which uses up no attempt, and the handler does not run. */
    public void isThrottled() {
        faults.add(call -> Answer.notReached("Rate Exceeded."));
    }

    /** The handler runs, and its process dies before it answers. The next call starts the handler anew. */
    public void dies() {
        afterWork(Answer.threw("Runtime.ExitError", "Runtime exited without providing a reason"));
    }

    /** The handler runs twice with the same event, as a stream delivers each record at least once; its second answer counts. */
    public void comesTwice() {
        faults.add(call -> {
            call.make();
            return call.make();
        });
    }

    /** It is answered with this JSON, and the handler does not run. */
    public void answers(String json) {
        faults.add(call -> Answer.returned(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** In both cases the service ends the process. */
    private void afterWork(Answer end) {
        faults.add(call -> {
            Answer answer = call.make();
            call.endProcess();
            return answer.butEndedAs(end);
        });
    }

    void forget() {
        faults.clear();
    }

    /** Makes a call, or what is to happen instead. */
    Answer make(Call call) {
        Function<Call, Answer> fault = faults.poll();
        return fault == null ? call.make() : fault.apply(call);
    }
}
