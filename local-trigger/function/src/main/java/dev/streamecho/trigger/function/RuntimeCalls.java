package dev.streamecho.trigger.function;

import dev.streamecho.trigger.invocation.Invocation;

/** What a runtime says over the runtime API, for its execution environment. Called by the API's threads. */
interface RuntimeCalls {

    /** The runtime asks for its next invocation; false if one waits already, or an invocation is not answered yet. */
    boolean next(NextInvocation next);

    /** The runtime could not be initialised. */
    void initFailed(Invocation.InitError error);

    /**
     * Gives the answer to an invocation; false if that is not the running one. Only its first answer counts: the client
     * reports a response that was refused for its size as an error again.
     */
    boolean answered(String requestId, Invocation.Outcome outcome);
}
