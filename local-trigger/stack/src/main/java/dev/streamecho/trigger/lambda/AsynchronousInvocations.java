package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Events that are taken at once and handled later, with the service's retries: after one and two minutes, unless the
 * function's {@code EventInvokeConfig} has fewer. Their destinations are not served. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Asynchronous invocation</a>
 */
final class AsynchronousInvocations {
    private static final int MOST_RETRIES = 2;
    private static final int OLDEST_SECONDS = 21_600;
    private static final int YOUNGEST_SECONDS = 60;

    private final ScheduledExecutorService executor;
    private final InstantSource clock;
    private final Consumer<String> notice;

    /**
     * Makes a queue.
     *
     * @param executor runs invocations, also several at a time
     * @param notice takes a line for each event that is dropped
     */
    AsynchronousInvocations(ScheduledExecutorService executor, InstantSource clock, Consumer<String> notice) {
        this.executor = executor;
        this.clock = clock;
        this.notice = notice;
    }

    /** An event on its way. */
    private record Event(LambdaFunction function, byte[] payload, int retries, Duration age, Instant takenAt) {}

    /** Takes an event. */
    void take(FunctionDefinition definition, LambdaFunction function, byte[] payload) {
        Optional<Value> config = definition.properties().get("EventInvokeConfig");
        int retries = config.flatMap(value -> value.known("MaximumRetryAttempts"))
                .map(value -> value.integer(0, MOST_RETRIES))
                .orElse(MOST_RETRIES);
        int seconds = config.flatMap(value -> value.known("MaximumEventAgeInSeconds"))
                .map(value -> value.integer(YOUNGEST_SECONDS, OLDEST_SECONDS))
                .orElse(OLDEST_SECONDS);
        Event event = new Event(function, payload, retries, Duration.ofSeconds(seconds), clock.instant());
        executor.execute(() -> handle(event, 0));
    }

    private void handle(Event event, int failures) {
        Invocation invocation;
        try {
            invocation = event.function().invoke(event.payload());
        } catch (InterruptedException e) {
            // The stack is being stopped.
            Thread.currentThread().interrupt();
            return;
        }
        if (invocation.outcome() instanceof Success) {
            return;
        }
        // What never reached the function is no attempt, and is retried until the event is too old.
        boolean isAttempt = !(invocation.outcome() instanceof NotReached);
        int failed = isAttempt ? failures + 1 : failures;
        Duration delay = Duration.ofMinutes(Math.max(1, failed));
        boolean isTooOld = clock.instant().plus(delay).isAfter(event.takenAt().plus(event.age()));
        if (failed > event.retries() || isTooOld) {
            notice.accept("%s: an asynchronous event was dropped after %s: %s"
                    .formatted(
                            event.function().logicalId(),
                            isTooOld ? "its maximum age" : failed + (failed == 1 ? " attempt" : " attempts"),
                            invocation.outcome().describe()));
        } else {
            executor.schedule(() -> handle(event, failed), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
