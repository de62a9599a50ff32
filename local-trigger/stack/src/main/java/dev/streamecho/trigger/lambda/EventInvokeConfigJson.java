package dev.streamecho.trigger.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The configuration of asynchronous invocations as the service describes it, and takes it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html">
 *     GetFunctionEventInvokeConfig</a>
 */
final class EventInvokeConfigJson {
    private static final Set<String> KNOWN =
            Set.of("DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts");

    private EventInvokeConfigJson() {}

    static ObjectNode of(FunctionDefinition function, EventInvokeConfig config) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("FunctionArn", function.arn() + ":$LATEST");
        json.put("LastModified", config.lastModified().toEpochMilli() / 1e3);
        config.maximumRetryAttempts().ifPresent(retries -> json.put("MaximumRetryAttempts", retries));
        config.maximumEventAge().ifPresent(age -> json.put("MaximumEventAgeInSeconds", age.toSeconds()));
        ObjectNode destinations = json.putObject("DestinationConfig");
        put(destinations, "OnSuccess", config.onSuccess());
        put(destinations, "OnFailure", config.onFailure());
        return json;
    }

    private static void put(ObjectNode destinations, String condition, Optional<String> arn) {
        ObjectNode destination = destinations.putObject(condition);
        arn.ifPresent(of -> destination.put("Destination", of));
    }

    /**
     * Returns the configuration after a request: what that does not name stays as it is.
     *
     * @throws ServiceException if the service would refuse it
     */
    static EventInvokeConfig changed(JsonNode request, EventInvokeConfig before, Instant now) {
        request.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw ServiceException.invalid(name + " is not a parameter of PutFunctionEventInvokeConfig");
            }
        });
        Requested requested = new Requested(request);
        Optional<JsonNode> destinations = requested.object("DestinationConfig");
        return new EventInvokeConfig(
                now,
                requested
                        .integer("MaximumRetryAttempts", 0, EventInvokeConfig.MOST_RETRIES)
                        .map(OptionalInt::of)
                        .orElse(before.maximumRetryAttempts()),
                requested
                        .integer(
                                "MaximumEventAgeInSeconds",
                                EventInvokeConfig.YOUNGEST_SECONDS,
                                EventInvokeConfig.OLDEST_SECONDS)
                        .map(Duration::ofSeconds)
                        .or(before::maximumEventAge),
                destination(destinations, "OnSuccess", before.onSuccess()),
                destination(destinations, "OnFailure", before.onFailure()));
    }

    private static Optional<String> destination(
            Optional<JsonNode> destinations, String condition, Optional<String> before) {
        if (destinations.isEmpty() || !destinations.get().hasNonNull(condition)) {
            return before;
        }
        return Optional.of(destinations.get().get(condition).path("Destination").asText())
                .filter(arn -> !arn.isEmpty());
    }
}
