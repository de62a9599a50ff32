package dev.streamecho.trigger.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that was answered.
 *
 * @param target path and query as they were sent
 * @param duration from the request to its answer
 * @param problem why API Gateway answered itself, in one line; empty if the answer is the function's
 */
public record ApiCall(String method, String target, int status, Duration duration, Optional<String> problem) {}
