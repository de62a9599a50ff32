package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.junit.seam.Answer;
import java.time.Duration;

/** How a call ended, in the terms of the mapping and in those of the test. */
final class Answers {

    private Answers() {}

    static Invocation.Outcome outcome(Answer answer, Duration timeout) {
        return switch (answer.kind()) {
            case RETURNED -> new Invocation.Success(answer.response());
            case THREW -> new Invocation.FunctionError(answer.errorType(), answer.errorMessage());
            case TIMED_OUT -> new Invocation.TimedOut(timeout);
            case NOT_STARTED -> new Invocation.InitError(answer.errorType(), answer.errorMessage());
            case NOT_REACHED -> new Invocation.NotReached(answer.errorMessage());
        };
    }

    static Answer of(Invocation.Outcome outcome) {
        if (outcome instanceof Invocation.Success success) {
            return Answer.returned(success.response());
        }
        if (outcome instanceof Invocation.FunctionError error) {
            return Answer.threw(error.errorType(), error.errorMessage());
        }
        if (outcome instanceof Invocation.InitError error) {
            return Answer.notStarted(error.errorType(), error.errorMessage());
        }
        return outcome instanceof Invocation.NotReached notReached
                ? Answer.notReached(notReached.reason())
                : Answer.timedOut();
    }
}
