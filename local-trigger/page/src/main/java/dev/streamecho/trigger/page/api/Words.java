package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.journal.Attempt;
import dev.streamecho.trigger.journal.RecordRow.Outcome;
import dev.streamecho.trigger.mapping.InvocationReport.Result;

/** How the API calls outcomes, where it has a word that tells more than that of the invocations file. */
final class Words {
    static final String THROTTLED = "throttled";

    private Words() {}

    /** In a stack that runs, a call that did not reach its function was throttled. */
    static String of(Outcome outcome) {
        return outcome == Outcome.NOT_REACHED ? THROTTLED : outcome.toString();
    }

    static String of(Attempt attempt) {
        return of(attempt.result(), attempt.reason().orElse(""));
    }

    /** @param reason why the call did not succeed */
    static String of(Result result, String reason) {
        return result == Result.NOT_REACHED && reason.equals(Invocation.NotReached.THROTTLED.reason())
                ? THROTTLED
                : result.toString();
    }
}
