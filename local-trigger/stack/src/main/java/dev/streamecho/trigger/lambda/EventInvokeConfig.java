package dev.streamecho.trigger.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a function handles events that are taken at once and handled later.
 *
 * @param lastModified when it was set
 * @param maximumRetryAttempts how often a failed event is retried, 0 to 2; empty if it does not say
 * @param maximumEventAge how old an event may be when it is tried; empty if it does not say
 * @param onSuccess the ARN of what gets a record of each event that was handled
 * @param onFailure the ARN of what gets a record of each event that was dropped
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">PutFunctionEventInvokeConfig</a>
 */
record EventInvokeConfig(
        Instant lastModified,
        OptionalInt maximumRetryAttempts,
        Optional<Duration> maximumEventAge,
        Optional<String> onSuccess,
        Optional<String> onFailure) {
    static final int MOST_RETRIES = 2;
    static final int YOUNGEST_SECONDS = 60;
    static final int OLDEST_SECONDS = 21_600;

    /** Returns what holds for a function that has none. */
    static EventInvokeConfig defaults() {
        return new EventInvokeConfig(
                Instant.EPOCH, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    int retries() {
        return maximumRetryAttempts.orElse(MOST_RETRIES);
    }

    Duration age() {
        return maximumEventAge.orElse(Duration.ofSeconds(OLDEST_SECONDS));
    }
}
