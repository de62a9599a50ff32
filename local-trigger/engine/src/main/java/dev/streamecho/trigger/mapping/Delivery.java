package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.LambdaFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the records of a mapping go, and who hears of it; the same for all its streams and shards.
 *
 * <p>This class is thread-safe, as what it holds has to be.
 *
 * @param function what is invoked
 * @param destination what gets a message for each discarded batch
 * @param listener is told what the mapping does
 * @param retryDelay how long a failed batch waits
 * @param clock tells the age of records, and when a batch is due
 */
public record Delivery(
        LambdaFunction function,
        OnFailureDestination destination,
        MappingListener listener,
        RetryDelay retryDelay,
        Clock clock) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** Returns a delivery by the system's clock, without a destination, that retries after about a second at first. */
    public static Delivery to(LambdaFunction function, MappingListener listener) {
        return new Delivery(
                function,
                OnFailureDestination.NONE,
                listener,
                new RetryDelay(FIRST_RETRY, () -> ThreadLocalRandom.current().nextDouble()),
                Clock.systemUTC());
    }
}
