package dev.streamecho.trigger.junit;

import java.time.Instant;
import java.util.List;

/**
 * A batch that the mapping discarded.
 *
 * @param batch its changes
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 * @param attempts how often the function was called with just these changes
 * @param at when, by the test's clock
 * @param message what the destination gets, or would get if the mapping had one, as JSON
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain discarded records</a>
 */
public record Discarded(List<Change> batch, String condition, int attempts, Instant at, String message) {
    public Discarded {
        batch = List.copyOf(batch);
    }

    /** Returns the keys of its changes. */
    public List<String> keys() {
        return batch.stream().map(Change::key).toList();
    }
}
