package dev.streamecho.trigger.function;

import dev.streamecho.trigger.invocation.Invocation;

/** An execution environment as its runtime calls it over the Runtime API, from the API's threads. */
interface RuntimeCalls {

    /** Takes the request for the next invocation; returns false if one waits already, or an invocation is not answered. */
    boolean next(NextInvocation next);

    /**
     * Takes the request for the end of a restore, which a runtime makes before its snapshot. Here, the process itself
     * continues.
     *
     * @param restored sends the answer
     * @return false if the environment does not come from a snapshot, or has been restored
     */
    boolean restore(Runnable restored);

    /** Takes the report that the runtime could not be initialized. */
    void initFailed(Invocation.InitError error);

    /**
     * Takes the answer to an invocation; returns false if that is not the running one. Only the first answer counts: the
     * client reports a response that was refused for its size again, as an error.
     */
    boolean answered(String requestId, Invocation.Outcome outcome);
}
