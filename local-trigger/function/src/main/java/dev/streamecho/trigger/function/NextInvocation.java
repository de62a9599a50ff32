package dev.streamecho.trigger.function;

import java.time.Instant;

/** A runtime that waits for its next invocation. */
@FunctionalInterface
interface NextInvocation {

    /** Hands the event over; returns before it has arrived. To be called once. */
    void handOver(RuntimeInvocation invocation);

    /**
     * What a runtime is told of an invocation.
     *
     * @param deadline when the function times out
     * @param traceId an X-Ray trace header
     */
    record RuntimeInvocation(String requestId, Instant deadline, String functionArn, String traceId, byte[] event) {}
}
