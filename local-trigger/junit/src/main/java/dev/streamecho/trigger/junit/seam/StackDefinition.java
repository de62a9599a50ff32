package dev.streamecho.trigger.junit.seam;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a test runs.
 *
 * @param template the file
 * @param parameters values of its parameters, by name
 * @param start what the clock says at the beginning of each test; empty if it is the time of day
 * @param seed draws the delays of retries, and the order of what happens at the same time
 * @param port where DynamoDB listens; 0 for any free port
 */
public record StackDefinition(
        Path template, Map<String, String> parameters, Optional<Instant> start, long seed, int port) {
    public StackDefinition {
        parameters = Map.copyOf(parameters);
    }
}
