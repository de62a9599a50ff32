package dev.streamecho.trigger.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link StreamTestBuilder} was given.
 *
 * @param parameters values of the template's parameters, by name
 * @param start what the clock says at the beginning of each test; empty in real time
 * @param patience how long a test waits by the time of day
 * @param port where DynamoDB listens; 0 for any free port
 */
record StreamTestSettings(
        Map<String, String> parameters,
        FunctionHandlers handlers,
        Optional<Instant> start,
        Duration patience,
        long seed,
        int port) {

    StreamTestSettings {
        parameters = Map.copyOf(parameters);
    }
}
