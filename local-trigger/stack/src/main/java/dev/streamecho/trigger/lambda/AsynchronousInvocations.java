package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.lambda.AsynchronousEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Events that are taken at once and handled later, with the service's retries: after one and two minutes, unless the function is
 * configured to have fewer. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Asynchronous invocation</a>
 */
final class AsynchronousInvocations {
    private final Later later;
    private final InstantSource clock;
    private final EventInvokeConfigs configs;
    private final EventOutcomes outcomes;

    /** Runs things when some time has passed. */
    interface Later {

        /** Runs one after that time, or at once if it is zero; several may run at a time. */
        void run(Runnable task, Duration after);
    }

    AsynchronousInvocations(Later later, InstantSource clock, EventInvokeConfigs configs, EventOutcomes outcomes) {
        this.later = later;
        this.clock = clock;
        this.configs = configs;
        this.outcomes = outcomes;
    }

    /** Takes an event. */
    void take(ControlledFunction of, LambdaFunction function, String version, String requestId, byte[] payload) {
        AsynchronousEvent event = new AsynchronousEvent(
                of, function, version, requestId, payload, configs.of(of.definition()), clock.instant());
        later.run(() -> handle(event, 0, 0), Duration.ZERO);
    }

    private void handle(AsynchronousEvent event, int invocationsBefore, int failuresBefore) {
        Invocation invocation;
        try {
            invocation = event.function().invoke(event.payload());
        } catch (InterruptedException e) {
            // The stack is being stopped.
            Thread.currentThread().interrupt();
            return;
        }
        // What never reached the function is not an attempt, and is retried until the event is too old.
        boolean isAttempt = !(invocation.outcome() instanceof NotReached);
        int invocations = invocationsBefore + (isAttempt ? 1 : 0);
        if (invocation.outcome() instanceof Success) {
            outcomes.ended(event, Condition.SUCCESS, invocations, Optional.of(invocation));
            return;
        }
        int failures = failuresBefore + (isAttempt ? 1 : 0);
        Duration delay = Duration.ofMinutes(Math.max(1, failures));
        Instant next = clock.instant().plus(delay);
        if (failures > event.config().retries()) {
            outcomes.ended(event, Condition.RETRIES_EXHAUSTED, invocations, Optional.of(invocation));
        } else if (event.isTooOldBy(next)) {
            outcomes.ended(event, Condition.EVENT_AGE_EXCEEDED, invocations, Optional.of(invocation));
        } else {
            later.run(() -> handle(event, invocations, failures), delay);
        }
    }
}
