package dev.streamecho.trigger.junit.seam;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What a test runs.
 *
 * @param template the file
 * @param parameters values of its parameters, by name
 * @param start what the clock says at the beginning of each test
 * @param seed draws the delays of retries, and the order of what happens at the same time
 */
public record StackDefinition(Path template, Map<String, String> parameters, Instant start, long seed) {
    public StackDefinition {
        parameters = Map.copyOf(parameters);
    }
}
