package dev.streamecho.trigger.function;

import java.time.Duration;
import java.util.Optional;

/**
 * A live process of a function.
 *
 * @param initDuration how long its init phase took; empty while that is not over
 * @param invocations how many invocations it has had, with the one under way
 * @param isBusy whether an invocation is under way
 */
public record FunctionProcessInfo(long pid, Optional<Duration> initDuration, long invocations, boolean isBusy) {}
