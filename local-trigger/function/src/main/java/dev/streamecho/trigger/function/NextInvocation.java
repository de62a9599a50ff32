package dev.streamecho.trigger.function;

import java.time.Instant;

/** A runtime that waits for its next invocation. */
@FunctionalInterface
interface NextInvocation {

    /** Sends the event; returns before it has arrived. To be called once. */
    void handOver(RuntimeInvocation invocation);

    /**
     * What a runtime gets of an invocation.
     *
     * @param deadline when the function times out
     * @param traceId an X-Ray trace header
     */
    record RuntimeInvocation(String requestId, Instant deadline, String functionArn, String traceId, byte[] event) {}
}
