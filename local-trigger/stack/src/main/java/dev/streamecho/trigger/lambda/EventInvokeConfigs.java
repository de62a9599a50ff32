package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configurations of the functions' asynchronous invocations: those of the template, as requests have changed them since. This
 * class is thread-safe.
 */
final class EventInvokeConfigs {
    private final Instant startedAt;

    /** What requests have set, by logical id; empty where they have deleted it. */
    private final Map<String, Optional<EventInvokeConfig>> requested = new ConcurrentHashMap<>();

    EventInvokeConfigs(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /**
     * Returns that of a function, if it has one.
     *
     * @throws UserError if the template is wrong in it
     */
    Optional<EventInvokeConfig> find(FunctionDefinition function) {
        // Read each time, as the definition may change.
        return Optional.ofNullable(requested.get(function.logicalId()))
                .orElseGet(() -> function.eventInvokeConfig().map(this::read));
    }

    /** Returns what holds for a function. */
    EventInvokeConfig of(FunctionDefinition function) {
        return find(function).orElseGet(EventInvokeConfig::defaults);
    }

    void put(FunctionDefinition function, EventInvokeConfig config) {
        requested.put(function.logicalId(), Optional.of(config));
    }

    void delete(FunctionDefinition function) {
        requested.put(function.logicalId(), Optional.empty());
    }

    private EventInvokeConfig read(Value config) {
        Optional<Value> destinations = config.known("DestinationConfig");
        return new EventInvokeConfig(
                startedAt,
                config.known("MaximumRetryAttempts")
                        .map(value -> OptionalInt.of(value.integer(0, EventInvokeConfig.MOST_RETRIES)))
                        .orElse(OptionalInt.empty()),
                config.known("MaximumEventAgeInSeconds")
                        .map(value -> Duration.ofSeconds(
                                value.integer(EventInvokeConfig.YOUNGEST_SECONDS, EventInvokeConfig.OLDEST_SECONDS))),
                destinations.flatMap(some -> destination(some, "OnSuccess")),
                destinations.flatMap(some -> destination(some, "OnFailure")));
    }

    private static Optional<String> destination(Value destinations, String condition) {
        return destinations
                .known(condition)
                .flatMap(value -> value.known("Destination"))
                .map(Value::text);
    }
}
