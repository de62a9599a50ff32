package dev.streamecho.trigger.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that was answered.
 *
 * @param at when it came
 * @param target path and query as they were sent
 * @param duration from the request to its answer
 * @param function the logical id of the function that was called with it; empty if none was
 * @param requestId of the function's invocation, if that has ended
 * @param problem why API Gateway answered itself, in one line; empty if the answer is the function's
 */
public record ApiCall(
        Instant at,
        String method,
        String target,
        int status,
        Duration duration,
        Optional<String> function,
        Optional<String> requestId,
        Optional<String> problem) {}
